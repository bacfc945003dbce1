import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { startModelServer, type ModelServer } from '../../ask/model/model-server.ts';
import { knowingModel } from './scripted.ts';
import { recordingWire, replayingWire } from './wire.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
const WORLD = 'tessera';

let folder: string;
let model: ModelServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  model = await startModelServer(knowingModel([WORLD]));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

function evaluate(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ readonly code: number; readonly lines: readonly string[] }>((resolve) => {
    const settings = { env: { PATH: process.env.PATH ?? '', ...env } };
    execFile(process.execPath, [MAIN, ...args], settings, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), lines: stdout.trim().split('\n') }),
    );
  });
}

const told = (lines: readonly string[], what: string) => lines.find((line) => line.startsWith(what)) ?? '';

it('eval scores what exists afterwards and what is said, and plays it again without the model', async () => {
  const file = join(folder, 'agent.jsonl');
  const args = ['--mode', 'agent', '--world', WORLD, '--limit', '1'];
  const first = await evaluate([...args, '--record', file], model.env('chat'));
  expect(first.code, first.lines.join('\n')).toBe(0);
  expect(told(first.lines, 'questions')).toMatch(/said in the sentences 1 of 1 \(100 %\), \d{4} tokens each/);
  expect(told(first.lines, 'tasks')).toMatch(/exactly what was ordered exists 1 of 1 \(100 %\)/);
  // It says what stands first in the investigation: some facts, not all.
  expect(told(first.lines, 'incidents')).toMatch(/facts in the sentences [1-6] of 7 .*, 0 false causes/);
  expect(readFileSync(file, 'utf8')).not.toContain('test-key');
  const again = await evaluate([...args, '--replay', file]);
  // On a slow machine the first message may have fewer values; then it is told, and the scores are still the same.
  expect(again.lines.at(-1)).toMatch(
    again.code === 0 ? /^Every request was as it was recorded\.$/ : /were not as they were recorded/,
  );
  const scores = (lines: readonly string[]) =>
    lines.filter((line) => /^(?:all |questions|incidents|tasks)/.test(line));
  expect(scores(again.lines)).toEqual(scores(first.lines));
}, 280_000);

it('a model that knows nothing gets nothing right', async () => {
  const ignorant = await startModelServer(() => ({ text: 'It was 987654321 at most, I guess.' }));
  const args = ['--mode', 'llm', '--world', WORLD, '--limit', '1'];
  const asked = await evaluate([...args, '--questions'], ignorant.env('responses'));
  const done = await evaluate([...args, '--tasks'], ignorant.env('responses'));
  await ignorant.close();
  expect(told(asked.lines, 'questions')).toContain('said in the sentences 0 of 1');
  expect(told(asked.lines, 'all ')).toMatch(/right +0 %/);
  expect(told(done.lines, 'tasks')).toContain('exists 0 of 1');
  expect(done.lines.join('\n')).toContain('not created: folders_dashboards with "name":"Ops"');
}, 120_000);

it('says what it needs', async () => {
  const { code, lines } = await evaluate(['--mode', 'llm']);
  expect(code).toBe(2);
  expect(lines.join('\n')).toContain('LLM_PROVIDER');
}, 60_000);

describe('a recording', () => {
  const BODY = JSON.stringify({
    model: 'm',
    messages: [{ role: 'user', content: 'Grüße \u{1F980} \u0007' }],
  });
  const head = { nowMs: 1_700_000_000_000, mode: 'agent', settings: { LLM_PROVIDER: 'openai' } };
  const send = (env: Readonly<Record<string, string>>, body: string) =>
    fetch(`${env.LLM_BASE_URL}/chat/completions`, { method: 'POST', body });

  async function recorded(): Promise<{ readonly file: string; readonly bytes: Buffer }> {
    const file = join(folder, 'wire.jsonl');
    const config = readConfig(
      {},
      { O2_DEMO: 'true', ...model.env('chat'), OPENAI_API_KEY: 'sk-very-secret' },
    );
    const wire = await recordingWire(config, head, file);
    wire.begin('one');
    const answer = await send(wire.env, BODY);
    const bytes = Buffer.from(await answer.arrayBuffer());
    await wire.close();
    return { file, bytes };
  }

  it('has every byte of both sides, and no key', async () => {
    const { file, bytes } = await recorded();
    const text = readFileSync(file, 'utf8');
    const [first, exchange] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toEqual(head);
    expect(exchange).toMatchObject({ id: 'one', path: '/chat/completions', request: BODY, status: 200 });
    expect(Buffer.from(exchange.response)).toEqual(bytes);
    expect(text).not.toContain('sk-very-secret');
    expect(model.asked.at(-1)?.headers.authorization).toBe('Bearer sk-very-secret');
  });

  it('is played byte for byte', async () => {
    const { file, bytes } = await recorded();
    const wire = await replayingWire(file);
    wire.begin('one');
    const answer = await send(wire.env, BODY);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    await wire.close();
    expect(wire.differences).toEqual([]);
  });

  it('tells each request that differs, comes besides, or is not made', async () => {
    const { file } = await recorded();
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8')}${JSON.stringify({ id: 'two', path: '/x', request: '{}', status: 200, headers: {}, response: '' })}\n`,
    );
    const wire = await replayingWire(file);
    wire.begin('one');
    expect((await send(wire.env, BODY.replace('Grüße', 'Gruß'))).status).toBe(200);
    expect((await send(wire.env, BODY)).status).toBe(400);
    wire.begin('two');
    await wire.close();
    expect(wire.differences).toEqual([
      expect.stringMatching(/^one: at character \d+ it was ".*Grüße.*" and is ".*Gruß.*"$/),
      'one: a request that the recording does not have',
      'two: 1 recorded requests were not made',
    ]);
  });
});
