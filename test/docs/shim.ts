// Stands for openobserve-mcp, npx and npm in the commands of the pages: node shim.ts NAME ARGUMENTS...
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const COMMANDS = [
  'stdio',
  'call',
  'ask',
  'tools',
  'doctor',
  'config',
  'codegen',
  'completion',
  '--help',
  '--help-all',
  '--version',
];
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Ours from the checkout. What would serve for ever is told to stop when it listens. */
function run(args: readonly string[]): void {
  const serves = !args.some((word) => COMMANDS.includes(word));
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], {
    stdio: ['ignore', serves ? 'pipe' : 'inherit', 'inherit'],
  });
  let isUp = false;
  child.stdout?.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    if (!String(chunk).includes('listens on')) return;
    isUp = true;
    child.kill('SIGINT');
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
    if (serves && !isUp) process.exitCode ||= 1;
  });
}

/** `npx [-y] [-p PACKAGE] COMMAND` of ours and no other. */
function npx(args: readonly string[]): void {
  const rest = args[0] === '-y' ? args.slice(1) : args;
  const [name, ...words] = rest[0] === '-p' ? rest.slice(2) : rest;
  if (name === 'openobserve-mcp') run(words);
  else if (name === 'openobserve-mcp-codegen') run(['codegen', ...words]);
  else fail(`npx ${args.join(' ')} is none of ours.`);
}

/** What is installed is there already; of scripts only the demo is run, the others must exist. */
function npm([verb, ...words]: readonly string[]): void {
  if (verb === 'ci') return;
  if (verb === 'install') {
    const known = ['openobserve-mcp', '@duckdb/node-api'];
    const strange = words.find((name) => !known.includes(name));
    if (strange !== undefined) fail(`npm install ${strange} is not known here.`);
    return;
  }
  const name = verb === 'run' ? words[0] : verb;
  if (name === undefined || !(name in scripts)) fail(`There is no script ${name}.`);
  if (name === 'demo') run(['--demo']);
}

const [name, ...args] = process.argv.slice(2);
if (name === 'npx') npx(args);
else if (name === 'npm') npm(args);
else run(name === 'openobserve-mcp-codegen' ? ['codegen', ...args] : args);
