import { describe, expect, it } from 'vitest';
import { isSecretKey, MASK, maskText } from '../../src/redact/patterns.ts';

const WORDS =
  'password passwd pwd passcode passphrase secret token api_key authorization cookie private_key secret_key access_key credential credentials dsn'.split(
    ' ',
  );
const camel = (word: string) => word.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe('the name of a key', () => {
  it.each(WORDS)('%s is that of a secret in every spelling', (word) => {
    for (const spelling of [word, camel(word), word.replaceAll('_', '-'), word.toUpperCase()])
      for (const name of [spelling, `smtp_${spelling}`, `smtp.${spelling}`, `smtp-${spelling}`])
        expect(isSecretKey(name), name).toBe(true);
    expect(isSecretKey(`my${camel(`_${word}`)}`)).toBe(true);
  });

  it.each(['name', 'passed', 'keys', 'author', 'partition_keys', 'token_count', 'monkey', 'stats.doc_num'])(
    '%s is not',
    (name) => expect(isSecretKey(name)).toBe(false),
  );
});

describe('a text', () => {
  it.each([
    'o2oi_abcdef',
    'x.O2OI_abcdef',
    'eyJhbGciOiJI.eyJzdWIiOiIx.c2ln',
    'Bearer abcdefghijkl',
    'basic\tYWJjZGVmZ2hpams=',
    'postgres://u:pw@host',
    '?api_key=1',
    'hooks.slack.com/services/T0/B0/x',
    'discord.com/api/webhooks/1/x',
    '{"token":"x"}',
    '{"token":{"a":1}}',
    'password=x',
  ])('%s is masked', (text) => expect(maskText(text)).toContain(MASK));

  it.each(['', 'payment_service', 'a-b.c', 'Bearer', 'two words', '2026-11-25T12:00:00Z'])(
    '"%s" stays as it is',
    (text) => expect(maskText(text)).toBe(text),
  );
});
