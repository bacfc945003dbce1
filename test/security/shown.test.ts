import { describe, expect, it, onTestFinished } from 'vitest';
import { approvalQuestion } from '../../src/call/confirm/approval-question.ts';
import { createPersonAsker } from '../../src/ask/person.ts';
import { forPerson } from '../../src/cli/terminal/print.ts';
import { ConfirmationRequired } from '../../src/errors.ts';
import { withoutControls } from '../../src/redact/control-characters.ts';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { start } from '../transports/running.ts';

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
