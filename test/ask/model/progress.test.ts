import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it } from 'vitest';
import { serveHttp } from '../../../src/transports/http/http.ts';
import { appWith, startSample } from './asking.ts';
import { brain } from './brain.ts';
import { startModelServer } from './model-server.ts';

const CLI = new URL('../../../src/cli.ts', import.meta.url).pathname;

it.each([
  ['stdio', '2026'],
  ['HTTP', '2026'],
  ['stdio', '2025'],
])(
  'each step is told to a client that asked for progress: %s, era %s',
  { timeout: 60_000 },
  async (transport, era) => {
    const [sample, model] = [await startSample(), await startModelServer(brain)];
    const env = { ...sample.env, ...model.env('anthropic') };
    const app = await appWith(env);
    const http = await serveHttp(app);
    const mode = era === '2025' ? 'legacy' : { pin: '2026-07-28' };
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: {}, versionNegotiation: { mode } },
    );
    await client.connect(
      transport === 'HTTP'
        ? new StreamableHTTPClientTransport(new URL(http.url))
        : new StdioClientTransport({
            command: process.execPath,
            args: [CLI, 'stdio'],
            env: { PATH: process.env.PATH ?? '', ...env },
          }),
    );
    const told: string[] = [];
    const onprogress = ({ message }: { message?: string }) => void told.push(message ?? '');
    const request = 'Create a sales dashboard and alert me if revenue drops below $100k';
    const call = async (more: object) =>
      JSON.parse(
        (
          (await client.callTool({ name: 'ask', arguments: { request, ...more } }, { onprogress }))
            .content as Array<{ text: string }>
        )[0]?.text ?? '',
      );
    const { resume } = await call({});
    const report = await call(resume);
    expect(report.steps).toHaveLength(2);
    expect(told).toContain('create_dashboard (step 1 of 2)');
    expect(told).toContain('create_alert (step 2 of 2)');
    await client.close();
    await http.close();
    await app.close();
    await model.close();
    await sample.close();
  },
);
