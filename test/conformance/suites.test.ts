import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { HttpServer } from '../../src/transports/http.ts';
import { startFixtureServer } from './fixture-server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The suites, and how many scenarios each must have run: a suite that runs none proves nothing. */
const SUITES = [
  { name: '0.1.16', version: 'conformance-2025', args: ['--suite', 'all'], scenarios: 32 },
  { name: '2025-11-25', version: 'conformance-2026', args: ['--requirements', '2025-11-25'], scenarios: 33 },
  { name: '2026-07-28', version: 'conformance-2026', args: ['--requirements', '2026-07-28'], scenarios: 50 },
] as const;

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
}

let server: HttpServer;
let out: string;

beforeAll(async () => {
  server = await startFixtureServer();
  out = mkdtempSync(join(tmpdir(), 'conformance-'));
});
afterAll(async () => {
  await server.close();
  rmSync(out, { recursive: true, force: true });
});

function run(version: string, args: readonly string[]): Promise<{ exitCode: number; text: string }> {
  const script = join(ROOT, 'node_modules', version, 'dist/index.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, 'server', '--url', server.url, ...args], (error, stdout, stderr) =>
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

describe.each(SUITES)('conformance $name', ({ name, version, args, scenarios }) => {
  const baselinePath = join(import.meta.dirname, 'baselines', `${name}.yml`);
  const expected: string[] = parse(readFileSync(baselinePath, 'utf8')).server;

  it('passes every scenario that applies, none of them empty', async () => {
    const folder = join(out, name);
    const { exitCode, text } = await run(version, [
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
