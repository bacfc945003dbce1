import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { HttpServer } from '../../src/transports/http/http.ts';
import { startFixtureServer } from './fixture-server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The suites, with sessions for 2025 clients or without, and how many scenarios each must have run. */
const OLD = { version: 'conformance-2025', args: ['--suite', 'all'], scenarios: 32 };
const OF_2025 = { version: 'conformance-2026', args: ['--requirements', '2025-11-25'], scenarios: 33 };
const OF_2026 = { version: 'conformance-2026', args: ['--requirements', '2026-07-28'], scenarios: 50 };
const SUITES = [
  { name: '0.1.16', ...OLD, sessions: 0 },
  { name: '0.1.16-sessions', ...OLD, sessions: 100 },
  { name: '2025-11-25', ...OF_2025, sessions: 0 },
  { name: '2025-11-25-sessions', ...OF_2025, sessions: 100 },
  { name: '2026-07-28', ...OF_2026, sessions: 0 },
];

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
}

let out: string;

beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'conformance-'));
});
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

function run(
  version: string,
  url: string,
  args: readonly string[],
): Promise<{ exitCode: number; text: string }> {
  const script = join(ROOT, 'node_modules', version, 'dist/index.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, 'server', '--url', url, ...args], (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, text: `${stdout}${stderr}` }),
    );
  });
}

function checksOf(folder: string): Map<string, Check[]> {
  return new Map(
    readdirSync(folder).map((name) => [
      name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\dZ-]+$/, ''),
      JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8')) as Check[],
    ]),
  );
}

/** Only what a scenario itself found: that messages were well formed holds for those that tried nothing, too. */
const isProof = ({ id, status }: Check) => status === 'SUCCESS' && id !== 'wire-schema-valid';

describe.each(SUITES)('conformance $name', ({ name, version, args, scenarios, sessions }) => {
  let server: HttpServer;

  beforeAll(async () => {
    server = await startFixtureServer({ sessions });
  });
  afterAll(() => server.close());

  const baselinePath = join(import.meta.dirname, 'baselines', `${name}.yml`);
  const expected: string[] = parse(readFileSync(baselinePath, 'utf8')).server;

  it('passes every scenario that applies, none of them empty', async () => {
    const folder = join(out, name);
    const { exitCode, text } = await run(version, server.url, [
      ...args,
      '-o',
      folder,
      '--expected-failures',
      baselinePath,
    ]);
    expect(exitCode, text.slice(text.indexOf('=== SUMMARY'))).toBe(0);
    const checks = checksOf(folder);
    expect(checks.size).toBe(scenarios);
    const failing = (list: Check[]) =>
      list.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
    const unexpected = [...checks].flatMap(([scenario, list]) =>
      expected.includes(scenario)
        ? []
        : [
            ...(list.some(isProof) ? [] : [`${scenario} tried nothing`]),
            ...failing(list)
              .map(({ id }) => `${scenario}:${id}`)
              .filter((id) => !expected.includes(id)),
          ],
    );
    expect(unexpected).toEqual([]);
  });

  it('says for each expected failure what the server does not have', () => {
    const lines = readFileSync(baselinePath, 'utf8').split('\n');
    const listed = lines.filter((line) => line.startsWith('  - '));
    expect(listed.filter((line) => !/^ {2}- \S+ # \S.+$/.test(line))).toEqual([]);
    expect(listed).toHaveLength(expected.length);
  });
});
