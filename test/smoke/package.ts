// Each transport of an installed package against the sample, with the official client, and its second command: node test/smoke/package.ts FOLDER
import { strict as assert } from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { publishedDocument } from '../../codegen/published-document.ts';
import { SAMPLE_ERRORS_SQL } from '../../src/cli/terminal/sample-question.ts';
import { TOOLS } from '../../src/generated/tools.ts';

const [folder = '.'] = process.argv.slice(2);
const cli = join(folder, 'node_modules/openobserve-mcp/dist/cli.js');
const environment = { PATH: process.env.PATH ?? '' };

async function listAndCall(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<void> {
  const client = new Client({ name: 'smoke', version: '1' });
  await client.connect(transport);
  const { tools } = await client.listTools();
  assert.ok(tools.some((tool) => tool.name === 'search_sql'));
  const result = await client.callTool({ name: 'search_sql', arguments: { sql: SAMPLE_ERRORS_SQL } });
  const [block] = result.content as { text: string }[];
  assert.ok(!result.isError, block?.text);
  const { rows } = JSON.parse(block?.text ?? '').untrusted_data;
  assert.deepEqual(rows, [
    ['DatabaseConnectionTimeout', 32],
    ['InvalidCardNumber', 12],
    ['RateLimitExceeded', 3],
  ]);
  await client.close();
}

async function smokeStdio(): Promise<void> {
  await listAndCall(
    new StdioClientTransport({ command: process.execPath, args: [cli, 'stdio', '--demo'], env: environment }),
  );
}

async function openPage(origin: string): Promise<void> {
  const page = await fetch(origin, { headers: { accept: 'text/html' } });
  assert.match(await page.text(), /<script>\(function/);
  const status = await fetch(`${origin}/page/status`);
  assert.equal(((await status.json()) as { isSample: boolean }).isSample, true);
}

async function smokeHttp(): Promise<void> {
  const server = spawn(process.execPath, [cli, '--demo', '--port', '0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const url = /listens on (\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      await listAndCall(new StreamableHTTPClientTransport(new URL(url)));
      await openPage(new URL(url).origin);
      break;
    }
  } finally {
    server.kill('SIGTERM');
  }
  assert.deepEqual(await ended, [0, null]);
}

/** The second command of the package, on the document of the release that the contract was written from. */
async function smokeCodegen(): Promise<void> {
  const facts = join(import.meta.dirname, '../../fixtures/openobserve');
  const spec = join(folder, 'openapi.json');
  await writeFile(spec, JSON.stringify(await publishedDocument(facts)));
  const { stdout } = await promisify(execFile)(
    join(folder, 'node_modules/.bin/openobserve-mcp-codegen'),
    ['--spec', spec, '--out', join(folder, 'catalog.json'), '--json'],
    { env: { PATH: `${dirname(process.execPath)}:${environment.PATH}` } },
  );
  const { kept, added, missing } = JSON.parse(stdout);
  assert.deepEqual([kept, added, missing], [TOOLS.length, [], []]);
}

for (const [name, smoke] of Object.entries({ stdio: smokeStdio, http: smokeHttp, codegen: smokeCodegen })) {
  await smoke();
  process.stdout.write(`${name}: works\n`);
}
