import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { bundleFloor } from './bundle.ts';
import { type Figure, type Goal, type Measurement, median, withFloor } from './figure.ts';
import goals from './goals.json' with { type: 'json' };
import { type McpRequest, mcpRequest, sendOnce, toolCall } from './requests.ts';
import { CLI, cpuMs, type ServerProcess, startServer } from './server-process.ts';
import { STREAMS_PATH, settingsFor, startUpstream } from './upstream.ts';

const CONNECTIONS = 10;
const WARM_UP_S = 1;
const DURATION_S = 1;
const ROUNDS = 9;

interface Load {
  readonly perSecond: number;
  /** Time of the server's process for one request, in us. */
  readonly cpuUs: number;
}

async function load(server: ServerProcess, request: McpRequest, durationS: number): Promise<Load> {
  const beforeMs = cpuMs(server.pid) ?? Number.NaN;
  const result = await autocannon({
    url: server.url,
    connections: CONNECTIONS,
    duration: durationS,
    ...request,
    headers: { ...request.headers },
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${server.url} failed ${failed} of ${result.requests.total} requests.`);
  const usedMs = (cpuMs(server.pid) ?? Number.NaN) - beforeMs;
  return { perSecond: result.requests.average, cpuUs: (usedMs * 1000) / result.requests.total };
}

interface Pair {
  readonly name: string;
  readonly ours: McpRequest;
  readonly floor: McpRequest;
  readonly goal: Goal | null;
  /** Of processor time, which says the same where other processes disturb. */
  readonly cpuGoal: Goal | null;
}

/** Ours and the floor in turns, so that what else the machine does hits both alike. */
async function compare(ours: ServerProcess, floor: ServerProcess, pair: Pair): Promise<Figure[]> {
  await load(ours, pair.ours, WARM_UP_S);
  await load(floor, pair.floor, WARM_UP_S);
  const rounds: Array<{ ours: Load; floor: Load }> = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({
      ours: await load(ours, pair.ours, DURATION_S),
      floor: await load(floor, pair.floor, DURATION_S),
    });
  const of = (who: 'ours' | 'floor', what: keyof Load) => median(rounds.map((round) => round[who][what]));
  return [
    withFloor(
      `${pair.name}, HTTP`,
      'requests/s',
      of('ours', 'perSecond'),
      of('floor', 'perSecond'),
      pair.goal,
    ),
    withFloor(
      `${pair.name}, processor time each`,
      'us',
      of('ours', 'cpuUs'),
      of('floor', 'cpuUs'),
      pair.cpuGoal,
    ),
  ];
}

/** Requests a second over HTTP, and what each costs the server, against a minimal server of the same SDK. */
export async function measureLoad(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-bench-'));
  const upstream = await startUpstream();
  const ours = await startServer(CLI, ['--port', '0'], settingsFor(upstream.url));
  try {
    const list = mcpRequest('tools/list');
    const { result } = (await (await fetch(ours.url, list)).json()) as { result: { tools: unknown[] } };
    const script = await bundleFloor('minimal-http', result.tools, folder);
    const floor = await startServer(script, [`${upstream.url}${STREAMS_PATH}`]);
    try {
      const streams = toolCall('stream_list', {});
      await sendOnce(ours.url, streams);
      await sendOnce(floor.url, streams);
      const pairs: Pair[] = [
        { name: 'tools/list', ours: list, floor: list, goal: goals.toolsList, cpuGoal: null },
        {
          name: 'tools/call without OpenObserve',
          ours: toolCall('describe_tool', { name: 'stream_list' }),
          floor: toolCall('echo', { name: 'stream_list' }),
          goal: goals.toolsCall,
          cpuGoal: goals.toolsCallCpu,
        },
        {
          name: 'tools/call with one call of OpenObserve',
          ours: streams,
          floor: streams,
          goal: goals.toolsCallOnce,
          cpuGoal: null,
        },
      ];
      const figures: Figure[] = [];
      for (const pair of pairs) figures.push(...(await compare(ours, floor, pair)));
      return { figures, skipped: [] };
    } finally {
      await floor.stop();
    }
  } finally {
    await ours.stop();
    await upstream.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
