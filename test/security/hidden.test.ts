import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedactKnown } from '../../src/redact/known-secrets.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import type { App } from '../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const DIGITS = '8675309042';
let openobserve: FakeOpenObserve;
let app: App;
beforeAll(async () => {
  openobserve = await startFakeOpenObserve((_, response) => sendJson(response, {}));
  app = await appAt(openobserve.url, { API_KEY: `ann@example.com:${DIGITS}`, O2_CONFIRM: 'never' });
});
afterAll(async () => {
  await app.close();
  await openobserve.close();
});

describe('a known secret is hidden', () => {
  const SECRET = 'Sec+ret/Pa?ss wörd&"x';
  const hide = createRedactKnown([SECRET], 8);
  const uri = encodeURIComponent(SECRET);
  const json = JSON.stringify(SECRET);
  const base64 = (before: string) => Buffer.from(before + SECRET).toString('base64');
  it.each<[string, string]>([
    ['in JSON in JSON', JSON.stringify(json)],
    ['with escaped slashes', json.replaceAll('/', '\\/')],
    ['as Go writes it', json.replaceAll('&', '\\u0026')],
    ['in ASCII', json.replaceAll('ö', '\\u00f6')],
    ['in HTML', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in an address in small letters', uri.replaceAll(/%../g, (code) => code.toLowerCase())],
    ['in a form', new URLSearchParams({ a: SECRET }).toString()],
    ['in an address in an address', encodeURIComponent(uri)],
    ['in hex', Buffer.from(SECRET).toString('hex')],
    ['in capital hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['in base64', base64('')],
    ['in base64 after another sign', base64('a')],
    ['in base64 after an e-mail', base64('ann@example.com:')],
    ['in base64 after two', base64('ab').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
  ])('%s', (_, text) => {
    const hidden = hide(`before ${text} after`);
    expect(hidden).toContain('***');
    // Of base64 a few signs stay that belong to what stands around it.
    expect(hidden.length).toBeLessThan('before  after'.length + 3 + 24 + 8);
  });

  it('where it holds half a character', () => {
    expect(createRedactKnown(['half\ud800-of-a-character'], 8)('plain')).toBe('plain');
  });

  it('where it is all digits, and JSON stays JSON', async () => {
    const row = { total: Number(`1${DIGITS}`), [`at${DIGITS}`]: 1, list: [Number(DIGITS)], message: DIGITS };
    openobserve.answer = (_, response) => sendJson(response, { hits: [row], total: 1 });
    const { text, answer } = await runTool(app, 'search_sql', { sql: 'SELECT * FROM app', start_time: '1h' });
    expect(text).not.toContain(DIGITS);
    expect(answer.untrusted_data).toBeTypeOf('object');
  });
});

describe('an answer of another shape than OpenObserve has', () => {
  const SHAPES: readonly unknown[] = [
    null,
    0,
    'x',
    [null],
    [[1]],
    { list: [null, 0, 'x', []] },
    { hits: [null, 0, 'x', [], { toString: 1, constructor: null }] },
    { data: { result: [null, { metric: null, values: [null] }] } },
    { data: [null] },
  ];
  const wrapped = (rows: string | null, value: unknown) =>
    (rows === null || rows === '' ? [] : rows.split('.')).reduceRight<unknown>(
      (inner, key) => ({ [key]: inner }),
      value,
    );
  it('is told or refused, and no tool breaks', async () => {
    for (const row of TOOLS) {
      const example = ((INPUT_SCHEMAS[row.name]?.examples ?? [{}]) as Record<string, unknown>[])[0] ?? {};
      for (const shape of [
        ...SHAPES,
        ...[null, [null], [0, 'x'], [{ a: { toString: 1 } }]].map((value) => wrapped(row.rows, value)),
      ]) {
        openobserve.answer = (_, response) => sendJson(response, shape);
        // What is no error of the product's own is thrown.
        await expect(
          runTool(app, row.name, example),
          `${row.name} ${JSON.stringify(shape)}`,
        ).resolves.toBeDefined();
      }
    }
  }, 400_000);
});
