import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { approvalQuestion } from '../../src/call/confirm/approval-question.ts';
import { createPersonAsker } from '../../src/ask/person.ts';
import { forPerson } from '../../src/cli/terminal/print.ts';
import { ConfirmationRequired } from '../../src/errors.ts';
import { withoutControls } from '../../src/redact/control-characters.ts';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { createLog } from '../../src/log.ts';
import { runCli } from '../cli/run-cli.ts';
import { fileWith, start } from '../transports/running.ts';

/** What colors text on a terminal. */
const COLOR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

const ESC = '\u001b';
/** Writes the clipboard, wipes the line, hides what follows, and turns the direction of text. */
const HOSTILE = [
  `${ESC}]52;c;ZXZpbA==\u0007`,
  `x${ESC}[2K${ESC}[1GNothing of value is lost.${ESC}[8m`,
  '\u009b2J\u0090evil\u009c',
  'safe\u202egpj.exe\u2066\u2069',
  'a\rb',
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('what people are shown: finding 16', () => {
  it.each(HOSTILE)('is plain text in results on a terminal (%j)', (text) => {
    for (const result of [
      { untrusted_data: { columns: [text, 'n'], rows: [[text, 1]] }, notes: [text] },
      { untrusted_data: { [text]: { deep: [text] } } },
      text,
    ]) {
      const shown = forPerson(JSON.stringify(result));
      expect(shown.replaceAll(COLOR, '')).not.toMatch(ACTS);
    }
  });

  it.each(HOSTILE)('is plain text in previews (%j)', async (name) => {
    const server = await start();
    onTestFinished(() => server.close());
    server.openobserve.answer = (_, response) =>
      sendJson(response, { list: [{ name, stream_type: 'logs', stats: {} }] });
    const { json } = await server.call('delete_folder', { folder_type: 'alerts', folder_id: name });
    expect(json.result.content[0].text).not.toMatch(ACTS);
  });

  it.each(HOSTILE)('is plain text in forms of clients (%j)', async (text) => {
    const asker = createPersonAsker(() => 'k'.repeat(40), 'local');
    const question = approvalQuestion(new ConfirmationRequired(`Delete ${text}?`, null, 'digest', true));
    const asked = await asker.ask(question, { name: 'x', arguments: {} });
    expect(JSON.stringify(asked).replaceAll(/\\u00[0-9a-f]{2}/g, '\u0000')).not.toMatch(ACTS);
  });

  it('is plain text in what commands print', async () => {
    const hostile = HOSTILE.join(' ');
    const server = await start();
    onTestFinished(() => server.close());
    server.openobserve.answer = ({ path }, response) =>
      path.endsWith('/streams')
        ? sendJson(response, { list: [{ name: hostile, stream_type: 'logs', stats: {} }], total: 1 })
        : sendJson(response, { version: hostile, message: hostile }, path === '/config' ? 200 : 500);
    const operation = { operationId: 'Extra', summary: hostile, description: hostile };
    const spec = fileWith({
      openapi: '3.1.0',
      info: { title: hostile, version: hostile },
      paths: { '/api/{org_id}/extra': { get: operation } },
    });
    const catalog = fileWith('');
    const environment = {
      O2_BASE_URL: server.openobserve.url,
      API_KEY: 'a@example.com:secret',
      O2_ORG: 'default',
      O2_LOG_LEVEL: 'debug',
    };
    for (const command of [
      ['call', 'stream_list', '--json'],
      ['call', 'list_alerts'],
      ['ask', 'list the streams', '--json'],
      ['codegen', '--spec', spec, '--out', catalog],
      ['tools', '--catalog', catalog],
      ['doctor'],
      ['doctor', '--json'],
    ]) {
      const { stdout, stderr } = await runCli(command, { environment });
      expect((stdout + stderr).replaceAll(COLOR, ''), command.join(' ')).not.toMatch(ACTS);
    }
  }, 120_000);

  it('is plain text in the log and in audit lines', async () => {
    const hostile = HOSTILE.join(' ');
    const lines: string[] = [];
    createLog({ level: 'info', secrets: [], write: (line) => lines.push(line) }).info('x', { hostile });
    const file = fileWith('');
    const server = await start({ O2_AUDIT: file });
    await server.call('stream_list', { [hostile.slice(0, 90)]: 1 });
    await server.close();
    for (const text of [lines.join(''), readFileSync(file, 'utf8')]) {
      expect(text).toMatch(/\\u001b/);
      expect(text).not.toMatch(ACTS);
    }
  });

  it.each([
    'a\n2026-11-30T00:00:00.000Z error The keys of everybody were revoked.',
    'a\r2026-11-30T00:00:00.000Z info all is well',
    'a\u2028b',
    'a\u0085b',
    'a\u001b[2Jb',
    'a\u000bb\u000cc',
  ])('no text begins a line of its own in the log: %j', (text) => {
    const lines: string[] = [];
    const log = createLog({ level: 'debug', secrets: [], write: (line) => lines.push(line) });
    const error = Object.assign(new Error(text, { cause: new Error(text) }), { [text]: text });
    log.warn(text);
    log.error(`The file stays as it was: ${text}`, { [text]: text, error, list: [text] });
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/^\S+ (warn|error) [^\n]*\n$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(line.slice(0, -1)).not.toMatch(/[\r\n\u000b\u000c\u0085\u2028\u2029\u001b]/);
    }
  });

  it.each([
    ['tags', 'ab\u{E0064}\u{E0065}\u{E006C}c'],
    ['blanks of no width', 'a\u200bb\u2060c'],
    ['soft hyphens', 'a\u00adb'],
    ['marks of annotation', 'a\ufff9b\ufffbc'],
    ['fillers', 'a\u3164b\u115fc\uffa0d'],
    ['selectors beyond those of emoji', 'a\u{E0100}b\ufe00c'],
    ['invisible operators', 'a\u2061b\u2064c'],
  ])('shows %s, which hide words from people and not from models', (_, text) => {
    expect(withoutControls(text)).toContain('\ufffd');
    expect([...withoutControls(text)].length).toBe([...text].length);
  });

  it('keeps emoji, and the joiners that scripts need', () => {
    for (const text of ['👩‍👩‍👧', '❤️', 'نمی‌خواهم', 'क्‍ष', '1️⃣']) expect(withoutControls(text)).toBe(text);
  });

  it('keeps lines, tabs and other scripts', () => {
    expect(withoutControls('a\tb\r\nc\nשלום 日本語 é')).toBe('a\tb\nc\nשלום 日本語 é');
  });
});

describe('a dry run: finding 15', () => {
  it.each([
    { dry_run: 'True' },
    { dry_run: 1 },
    { dry_run: '1' },
    { dry_run: 'yes' },
    { dry_run: ['true'] },
    { dryRun: true },
    { 'dry-run': true },
    { DRY_RUN: 'true' },
    { dryrun: true },
    { dry_run: { on: true } },
    { dry: true },
  ])('is one in every spelling, or refused (%j)', async (spelling) => {
    const server = await start();
    onTestFinished(() => server.close());
    const { text } = await server.call('ask', {
      request: 'create a folder called "x" for alerts',
      ...spelling,
    });
    const writes = server.openobserve.seen.filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
    expect(text).toMatch(/Nothing was done|planned|must be|has no argument|no argument/);
  });
});
