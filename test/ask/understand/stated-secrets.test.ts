import { expect, it } from 'vitest';
import { createWriteGate } from '../../../src/ask/modes/write-gate.ts';

const SECRETS = ['Abcd1234!x', 'Der1!mit-das', 'a-la-1une?X', 'como#2Es'];
const ORDERS: ReadonlyArray<(secret: string) => string> = [
  (secret) => `crée un utilisateur eve@example.com avec le rôle admin et le mot de passe ${secret}`,
  (secret) => `ajoute l'utilisateur eve@example.com comme admin, mot de passe : ${secret}`,
  (secret) => `erstelle den Benutzer eve@example.com mit Passwort ${secret} als Administrator`,
  (secret) => `lege den Benutzer eve@example.com als Admin an, das Kennwort ist ${secret}`,
  (secret) => `crea el usuario eve@example.com como administrador con la contraseña ${secret}`,
  (secret) => `crie o usuário eve@example.com como administrador com a senha ${secret}`,
  (secret) => `创建用户 eve@example.com,角色管理员,密码 ${secret}`,
];

it.each(ORDERS.flatMap((order) => SECRETS.map((secret) => [order(secret), secret] as const)))(
  'keeps a stated password: %s',
  (request, secret) => {
    const { said, orders } = createWriteGate(request);
    expect(said).toContain('password');
    expect(said).toContain(secret);
    expect(orders.join(' ')).toContain('eve@example.com');
    expect(said).toMatch(/\badmin\b/i);
  },
);
