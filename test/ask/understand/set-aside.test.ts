import { describe, expect, it } from 'vitest';
import { setAside } from '../../../src/ask/understand/orders/set-aside.ts';

const NAMES = ['nginx_access', 'k8s_logs', 'payment_errors', '"Old stuff"', 'web-1', 'bob@example.com'];
const PAIRS = NAMES.flatMap((one) =>
  NAMES.filter((other) => other !== one).map((other) => [one, other] as const),
);
const each = (form: (one: string, other: string) => readonly [string, string]) =>
  PAIRS.map(([one, other]) => form(one, other));

describe('words that correct themselves', () => {
  it.each<readonly [said: string, meant: string]>([
    ...each((a, b) => [`delete not ${a} but ${b}`, `delete ${b}`]),
    ...each((a, b) => [`don't mute ${a} but ${b}`, `mute ${b}`]),
    ...each((a, b) => [`lösche nicht den Stream ${a}, sondern ${b}`, `lösche den Stream ${b}`]),
    ...each((a, b) => [`schalte nicht den Alarm ${a} aus, sondern ${b}`, `schalte den Alarm ${b} aus`]),
    ...each((a, b) => [`ne supprime pas le flux ${a} mais ${b}`, `supprime le flux ${b}`]),
    ...each((a, b) => [`no borres el flujo ${a}, sino ${b}`, `borres el flujo ${b}`]),
    ...each((a, b) => [`não apague o stream ${a}, mas sim ${b}`, `apague o stream ${b}`]),
    ...each((a, b) => [`不要删除 ${a},而是删除 ${b}`, `删除 ${b}`]),
    ['set the retention of a_b not to 7 but to 14 days', 'set the retention of a_b to 14 days'],
    [
      'setze die Aufbewahrung von a_b nicht auf 7, sondern auf 14 Tage',
      'setze die Aufbewahrung von a_b auf 14 Tage',
    ],
    ['schalte nicht den Alarm a_b aus, sondern lösche ihn', 'lösche den Alarm a_b'],
    ["don't delete the stream a_b, delete c_d instead", 'delete c_d'],
    ["don't delete a_b, just mute it", 'mute a_b'],
    ["ne supprime pas l'alerte a_b, mais désactive-la", "désactive l'alerte a_b"],
  ])('%s', (said, meant) => {
    expect(setAside(said)).toEqual({ words: meant, kept: [] });
  });

  it.each([
    'please do not delete a_b, but wait',
    "don't delete a_b but tell bob",
    'delete a_b, but not now',
    "mute a_b, but don't delete it",
    'lösche a_b nicht, sondern warte',
    "don't delete a_b",
    'alert me when a_b has 3 errors, but leave it off',
    'delete the stream a_b, but leave it for now',
    'delete a_b, no c_d',
  ])('and others: %s', (said) => {
    expect(setAside(said)).toEqual({ words: said, kept: [] });
  });
});

describe('what is left as it is', () => {
  it.each(
    PAIRS.flatMap(([one, other]) => [
      [`set the retention of ${one} to 14 days, but leave ${other} at 30`, other],
      [`delete ${one} and keep ${other}`, other],
      [`mute ${one} but leave ${other} alone`, other],
      [`delete ${one}, not ${other}`, other],
      [`setze die Aufbewahrung von ${one} auf 14 Tage, aber lass ${other} bei 30`, other],
      [`mets la rétention de ${one} à 14 jours mais laisse ${other} à 30`, other],
      [`borra ${one} pero deja ${other} como está`, other],
    ]),
  )('%s', (said, name) => {
    const { words, kept } = setAside(said);
    expect(kept).toEqual([name.replaceAll('"', '')]);
    expect(words).not.toContain(name);
  });

  it('is no order about the same thing', () => {
    const said = 'mute a_b, but leave a_b alone';
    expect(setAside(said)).toEqual({ words: said, kept: [] });
  });
});
