import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export const OPENAPI = join(ROOT, 'openapi');
export const GENERATED = join(ROOT, 'src/generated');
export const FACTS = join(ROOT, 'fixtures/openobserve');
export const SPECS = join(ROOT, 'fixtures/specs');

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the code generator as a process of its own. */
export function runCodegen(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'codegen/main.ts'), ...args], (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

export const emptyDirectory = () => mkdtemp(join(tmpdir(), 'codegen-'));
