import got, { type Got } from 'got';
import { alone, type Measurement, median } from './figure.ts';
import goals from './goals.json' with { type: 'json' };
import { sendOnce, toolCall } from './requests.ts';
import { CLI, cpuMs, startServer } from './server-process.ts';
import { STREAMS_PATH, settingsFor, startUpstream } from './upstream.ts';

const CALLS = 300;
const WARM_UPS = 500;
const ROUNDS = 9;

async function repeat(times: number, call: () => Promise<unknown>): Promise<void> {
  for (let index = 0; index < times; index++) await call();
}

/** Time of this process for one call straight to OpenObserve, in ms. */
async function directMs(client: Got, url: string): Promise<number> {
  const before = process.cpuUsage();
  await repeat(CALLS, () => client(url).text());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / CALLS;
}

/** What our server spends on a processor for one tools/call over HTTP, beyond what a direct call by got costs. */
export async function measureDirectCall(): Promise<Measurement> {
  const upstream = await startUpstream();
  const ours = await startServer(CLI, ['--port', '0'], settingsFor(upstream.url));
  try {
    if (cpuMs(ours.pid) === null)
      return {
        figures: [],
        skipped: [{ name: 'processor time added to a call', why: 'the system has no /proc' }],
      };
    const client = got.extend({ headers: { authorization: 'Basic YTpi' } });
    const url = `${upstream.url}${STREAMS_PATH}`;
    const request = toolCall('stream_list', {});
    await repeat(WARM_UPS, () => sendOnce(ours.url, request));
    await repeat(WARM_UPS, () => client(url).text());
    const direct: number[] = [];
    const through: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      direct.push(await directMs(client, url));
      const beforeMs = cpuMs(ours.pid) ?? Number.NaN;
      await repeat(CALLS, () => sendOnce(ours.url, request));
      through.push(((cpuMs(ours.pid) ?? Number.NaN) - beforeMs) / CALLS);
    }
    return {
      figures: [
        alone('processor time of a direct got call', 'ms', median(direct), null),
        alone('processor time added to it', 'ms', median(through) - median(direct), goals.addedCpuMs),
      ],
      skipped: [],
    };
  } finally {
    await ours.stop();
    await upstream.stop();
  }
}
