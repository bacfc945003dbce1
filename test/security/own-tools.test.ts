import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONGEST } from '../../src/limits.ts';
import type { App } from '../../src/server/app.ts';
import { runTool } from '../helpers/run-tool.ts';
import { appWith, startSample } from '../ask/model/asking.ts';

let sample: Awaited<ReturnType<typeof startSample>>;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  app = await appWith({ ...sample.env, O2_ORGS: 'default' });
});
afterAll(async () => {
  await app.close();
  await sample.close();
});

const TOOLS = ['describe_data', 'investigate', 'patterns', 'compare', 'timeline', 'get_trace'];
const TEXTS: ReadonlyArray<readonly [tool: string, argument: string]> = [
  ['describe_data', 'about'],
  ['investigate', 'about'],
  ['investigate', 'symptom'],
  ['investigate', 'baseline'],
  ['timeline', 'interval'],
  ['patterns', 'stream'],
];

const refusal = async (tool: string, args: Record<string, unknown>) =>
  (await runTool(app, tool, args)).error?.message ?? 'not refused';

describe('tools of our own that read data', () => {
  it.each(TEXTS)('%s refuses a long "%s" before anything looks at it', async (tool, argument) => {
    const startMs = performance.now();
    const said = await refusal(tool, { [argument]: 'a'.repeat(LONGEST.question + 1) });
    expect(said).toContain(`"${argument}" has ${LONGEST.question + 1} characters`);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });

  it.each(TOOLS)('%s refuses an argument that it does not have', async (tool) => {
    expect(await refusal(tool, { nonsense: 1 })).toMatch(/has no argument "nonsense".* It takes: /);
  });

  it.each(TOOLS)('%s refuses an organization that O2_ORGS does not name', async (tool) => {
    expect(await refusal(tool, { org_id: 'other' })).toMatch(/other/);
  });
});
