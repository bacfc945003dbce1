import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fileWith, lastCredential, start } from '../transports/running.ts';

const AUDIENCE = 'https://mcp.example.com/mcp';
let issuer: Server;
let address: string;
let sign: (claims: Record<string, unknown>) => Promise<string>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  issuer = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const isKeys = request.url === '/keys';
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { jwks_uri: `${address}/keys` }));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  sign = (claims) =>
    new SignJWT({ aud: AUDIENCE, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(address)
      .setExpirationTime('5m')
      .sign(privateKey);
});
afterAll(() => new Promise((resolve) => issuer.close(resolve)));

async function serve(env: Record<string, string> = {}) {
  const server = await start({
    O2_OAUTH_ISSUER: address,
    O2_PUBLIC_URL: AUDIENCE,
    O2_IDENTITIES_FILE: fileWith({
      people: [
        { user: 'ann@example.com', credential: 'ann@example.com:token-of-ann' },
        { user: 'mallory-1', credential: 'mallory@example.com:token-of-mallory' },
      ],
    }),
    ...env,
  });
  onTestFinished(() => server.close());
  return {
    server,
    call: async (claims: Record<string, unknown>) =>
      server.call('stream_list', {}, { headers: { authorization: `Bearer ${await sign(claims)}` } }),
  };
}

describe('OAuth tokens: weak row 3', () => {
  it('name a person by a verified email address only', async () => {
    const { server, call } = await serve();
    for (const email_verified of [false, 'false', undefined]) {
      await call({ email: 'ann@example.com', email_verified, sub: 'mallory-1' });
      expect(lastCredential(server)).toBe('mallory@example.com:token-of-mallory');
    }
    await call({ email: 'ann@example.com', email_verified: true, sub: 'x' });
    expect(lastCredential(server)).toBe('ann@example.com:token-of-ann');
  });

  it('name nobody with a name that is too long', async () => {
    const { call } = await serve();
    expect((await call({ sub: 'a'.repeat(300) })).status).toBe(401);
  });

  it('need the scope that the settings ask for', async () => {
    const { call, server } = await serve({ O2_OAUTH_SCOPE: 'mcp:use' });
    const person = { email: 'ann@example.com', email_verified: true };
    const refused = await call({ ...person, scope: 'openid mcp:users' });
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain('insufficient_scope');
    expect((await call({ ...person, scope: 'openid mcp:use' })).status).toBe(200);
    expect((await call({ ...person, scp: ['mcp:use'] })).status).toBe(200);
    const { json } = await server.ask({ method: 'GET', path: '/.well-known/oauth-protected-resource' });
    expect(json.scopes_supported).toEqual(['mcp:use']);
  });
});
