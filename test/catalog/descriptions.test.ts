import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { createInstructions } from '../../src/server/instructions.ts';
import { runTool } from '../helpers/run-tool.ts';
import { viewOf } from '../prove/tools-page.ts';

const MOST_TOKENS = 1200;

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({}, { O2_DEMO: '1', O2_PROFILE: 'core', O2_LOG_LEVEL: 'error' }));
});
afterAll(() => app.close());

const listTokens = (profile: string) =>
  countTokens(
    JSON.stringify(
      viewOf(profile).listed.map(({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema,
      })),
    ),
  );

describe('a list of tools', () => {
  it.each([
    ['all', 19_000],
    ['core', 4500],
  ])('of the profile %s costs at most %i tokens', (profile, most) => {
    expect(listTokens(profile)).toBeLessThanOrEqual(most);
  });
});

describe('describe_tool', () => {
  it(`costs at most ${MOST_TOKENS} tokens for every tool, with an example and all that must be given`, async () => {
    for (const { name } of TOOLS) {
      const { text, answer } = await runTool(app, 'describe_tool', { name });
      expect(countTokens(text), name).toBeLessThanOrEqual(MOST_TOKENS);
      const { properties = {}, others = '' } = answer.inputSchema as { properties?: object; others?: string };
      const shown = [...Object.keys(properties), ...others.split(', ')];
      expect(shown, name).toEqual(expect.arrayContaining(Object.keys(INPUT_SCHEMAS[name]?.properties ?? {})));
    }
  });

  it('shows one argument in full', async () => {
    const { text, answer } = await runTool(app, 'describe_tool', {
      name: 'create_alert',
      argument: 'query_condition',
    });
    expect(answer).toMatchObject({ name: 'create_alert', argument: 'query_condition' });
    expect(text).toContain('promql_condition');
    expect(countTokens(text)).toBeLessThanOrEqual(MOST_TOKENS);
    const { error } = await runTool(app, 'describe_tool', { name: 'create_alert', argument: 'nothing' });
    expect(error?.message).toMatch(/has no argument "nothing"\. It has .*query_condition/);
  });
});

interface Found {
  readonly name: string;
  readonly required?: readonly string[];
  readonly lacking?: string;
}

const find = async (query: string) =>
  (await runTool(app, 'find_tools', { query })).answer.tools as unknown as readonly Found[];

describe('find_tools', () => {
  it('says which arguments are required', async () => {
    const found = await find('delete a dashboard');
    expect(found.find(({ name }) => name === 'delete_dashboard')?.required).toEqual(['dashboard_id']);
  });

  it('answers with how a token is rotated', async () => {
    const { text } = await runTool(app, 'find_tools', { query: 'rotate token', limit: 1 });
    expect(text).toMatch(/"service_account_save".*To rotate a token, delete the account and create it again/);
  });

  it('ranks what only the enterprise edition has after all others', async () => {
    for (const query of [
      'extract log patterns',
      'service graph topology',
      'retrain an anomaly alert',
      'list roles',
    ]) {
      const lacking = (await find(query)).map((tool) => tool.lacking !== undefined);
      expect(lacking, query).toEqual(lacking.toSorted());
    }
  });
});

describe('the instructions', () => {
  it('tell the default range, the zone, units, confirmations and the tools that are not listed', () => {
    const text = createInstructions('Europe/Berlin')(viewOf('core'));
    for (const said of [
      /last hour/,
      /Europe\/Berlin/,
      /µs/,
      /case-sensitive/,
      /confirm token/,
      /find_tools/,
      /untrusted_data/,
    ])
      expect(text).toMatch(said);
    expect(createInstructions('utc')(viewOf('all'))).not.toContain('find_tools');
    expect(countTokens(text)).toBeLessThan(260);
  });
});
