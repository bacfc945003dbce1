import { describe, expect, it } from 'vitest';
import { readConfig, secretsOf, unknownVariables } from '../../src/config/config.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { ConfigError } from '../../src/errors.ts';

function refusal(flags: Parameters<typeof readConfig>[0], environment: Record<string, string>): string {
  try {
    readConfig(flags, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The setting was accepted.');
}

describe('settings', () => {
  it('have working defaults for everything', () => {
    expect(readConfig({}, {})).toMatchObject({
      baseUrl: null,
      apiKey: null,
      orgs: [],
      port: 3000,
      host: '127.0.0.1',
      timeoutMs: 25_000,
      profile: 'all',
      readOnly: false,
      confirm: 'token',
      maxTokens: 8000,
      maxBytes: 8 * 1024 * 1024,
      logLevel: 'info',
      demo: false,
    });
  });

  it('take the flag before the variable, and a blank variable as unset', () => {
    expect(readConfig({ port: '4000' }, { O2_PORT: '5000' }).port).toBe(4000);
    expect(readConfig({}, { O2_PORT: '5000' }).port).toBe(5000);
    expect(readConfig({}, { O2_PORT: ' ' }).port).toBe(3000);
  });

  it.each([
    ['25', 25_000],
    ['25s', 25_000],
    ['1m', 60_000],
    ['500ms', 500],
    ['1.5s', 1500],
  ])('read the duration %s', (text, timeoutMs) => {
    expect(readConfig({ timeoutMs: text }, {}).timeoutMs).toBe(timeoutMs);
  });

  it('read sizes, lists, switches and zones', () => {
    const config = readConfig(
      { demo: true },
      { O2_MAX_BYTES: '2MiB', O2_ORGS: 'a, b,', O2_READ_ONLY: 'Yes', O2_TZ: 'Europe/Berlin' },
    );
    expect(config).toMatchObject({
      maxBytes: 2_097_152,
      orgs: ['a', 'b'],
      readOnly: true,
      timeZone: 'Europe/Berlin',
      demo: true,
    });
  });

  it.each([
    ['https://o2.example.com', 'https://o2.example.com'],
    ['https://o2.example.com/', 'https://o2.example.com'],
    ['http://localhost:5080/api', 'http://localhost:5080'],
    ['http://localhost:5080/base/api/', 'http://localhost:5080/base'],
    ['https://o2.example.com/base/web/logs?org_identifier=default&period=15m', 'https://o2.example.com/base'],
    ['https://o2.example.com/web/', 'https://o2.example.com'],
    ['https://o2.example.com/webhooks', 'https://o2.example.com/webhooks'],
    ['HTTPS://O2.example.com:443/x#y', 'https://o2.example.com/x'],
  ])('bring the address %s to its base', (text, baseUrl) => {
    expect(readConfig({}, { O2_BASE_URL: text }).baseUrl).toBe(baseUrl);
  });
});

describe('a malformed setting', () => {
  it.each([
    [{ port: 'abc' }, {}, '--port must be a whole number from 0 to 65535 (it is "abc").'],
    [{}, { O2_PORT: '70000' }, 'O2_PORT must be a whole number from 0 to 65535 (it is "70000").'],
    [
      {},
      { O2_TIMEOUT: '1h' },
      'O2_TIMEOUT must be a time from 100ms to 10m, such as 25 (seconds), 25s or 1m (it is "1h").',
    ],
    [{}, { O2_CONFIRM: 'maybe' }, 'O2_CONFIRM must be person, token or never (it is "maybe").'],
    [{}, { O2_READ_ONLY: 'perhaps' }, 'O2_READ_ONLY must be true or false (it is "perhaps").'],
    [
      {},
      { O2_TZ: 'Mars/Base' },
      'O2_TZ must be an IANA time zone such as Europe/Berlin, UTC, or system (it is "Mars/Base").',
    ],
    [{}, { O2_ORG: 'c', O2_ORGS: 'a,b' }, 'O2_ORG must be one of O2_ORGS (it is "c", allowed: a, b).'],
  ])('is named with what is allowed: %j %j', (flags, environment, message) => {
    expect(refusal(flags, environment)).toBe(message);
  });

  it('without a scheme gets an example', () => {
    expect(refusal({}, { O2_BASE_URL: 'localhost:5080' })).toContain('begins with http:// or https://');
  });

  it('with a password in the address is sent to API_KEY and not shown', () => {
    const message = refusal({}, { O2_BASE_URL: 'https://me:hunter22@o2.example.com' });
    expect(message).toContain('API_KEY');
    expect(message).not.toContain('hunter22');
  });

  it('never shows the value of a secret', () => {
    const message = refusal({}, { O2_STATE_KEY: 'too-short-secret' });
    expect(message).toContain('O2_STATE_KEY must have at least 32 characters');
    expect(message).not.toContain('too-short-secret');
  });

  it('is always one line', () => {
    for (const variable of [
      'O2_BASE_URL',
      'O2_PORT',
      'O2_TIMEOUT',
      'O2_TZ',
      'O2_PROFILE',
      'O2_CONFIRM',
      'O2_MAX_BYTES',
    ]) {
      expect(refusal({}, { [variable]: '?\n?' })).not.toContain('\n');
    }
  });
});

describe('secrets', () => {
  it('include every form and part of the credential', () => {
    const basic = Buffer.from('a@example.com:tokentoken').toString('base64');
    for (const apiKey of [`Basic ${basic}`, basic, 'a@example.com:tokentoken']) {
      const secrets = secretsOf(readConfig({}, { API_KEY: apiKey }));
      expect(secrets).toEqual(expect.arrayContaining([apiKey, 'tokentoken', basic]));
    }
  });

  it('have no flag', () => {
    const secret = Object.values(OPTIONS).filter((option) => option.secret);
    expect(secret.length).toBeGreaterThan(0);
    expect(secret.filter((option) => option.flag !== null)).toEqual([]);
  });
});

it('variables that are none of ours are found', () => {
  expect(unknownVariables({ O2_BASEURL: 'x', O2_ORG: 'y', PATH: 'z' })).toEqual(['O2_BASEURL']);
});
