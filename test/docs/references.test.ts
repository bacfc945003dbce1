import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import { ASK_TOOL } from '../../src/catalog/ask-tool.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { PROMPTS } from '../../src/guides/prompts.ts';
import { INSTRUMENTS } from '../../src/telemetry/instruments.ts';
import { runCli } from '../cli/run-cli.ts';
import { PAGES, proseOf, ROOT, textOf } from './pages.ts';

/** Written by hand; the rest comes from `npm run prove`, with the words of a server in it. */
const OWN = PAGES.filter((page) => !['docs/errors.md', 'docs/tools.md'].includes(page));

/** How GitHub names a heading in an address. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-');

const anchorsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading as string));

/** The links of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
  const links = [...proseOf(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
}

const variables = new Set(
  Object.values(OPTIONS).flatMap(({ variable, otherVariables = [] }) => [variable, ...otherVariables]),
);

/** What the code of our own tools calls the members and columns of their answers, and the tools that only models behind `ask` see. */
const MEMBERS = [
  'src/investigate/report.ts',
  'src/investigate/patterns.ts',
  'src/traces/get-trace.ts',
  'src/traces/trace-logs.ts',
  'src/ask/model/helpers.ts',
  'src/ask/modes/model-answers.ts',
].flatMap((file) => textOf(file).match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);

const SAMPLE_STREAMS = readdirSync(join(ROOT, 'fixtures/sample')).flatMap(
  (name) => /^\w+-(\w+)\.jsonl$/.exec(name)?.[1] ?? [],
);

/** Names with underscores between backticks that are no setting: tools, arguments, metrics and such. */
const KNOWN = new Set([
  ...TOOLS.flatMap((row) => [row.name, ...row.aliases, ...Object.keys(row.places)]),
  ...TOOLSETS.map(({ name }) => name),
  ...Object.keys(INSTRUMENTS),
  ...PROMPTS.map(({ name }) => name),
  ...HELPER_TOOLS.map(({ listed }) => listed.name),
  ...Object.keys(ASK_TOOL.inputSchema.properties as object),
  ...MEMBERS,
  ...SAMPLE_STREAMS,
  'confirmation_required',
  'avg_duration_ms',
  'untrusted_data',
  '_ms',
  '_s',
  '_min',
  '_bytes',
  'approx_percentile_cont',
  'date_bin',
  'date_trunc',
  'find_tools',
  'describe_data',
  'describe_tool',
  'read_tool',
  'write_tool',
]);

/** Names of others: of gateways, files and fields, by the page that has them. */
const FOREIGN = /^docs\/(gateways\/|http\.md|oauth\.md)/;

describe.each(OWN.map((page) => ({ page })))('$page', ({ page }) => {
  const text = textOf(page);
  const prose = proseOf(text);

  it('has links that lead somewhere', () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it('names only variables that there are', () => {
    const named = [...text.matchAll(/\b(?:O2|MCP|LLM)_[A-Z_]+[A-Z]\b|\bAPI_KEY(?:_FILE)?\b/g)].map(
      ([name]) => name,
    );
    expect(named.filter((name) => !variables.has(name))).toEqual([]);
  });

  it('names only scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it.skipIf(FOREIGN.test(page))('names only tools, arguments and prompts that there are', () => {
    const named = [...prose.matchAll(/`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  // The figures of docs/ask.md are run: test/docs/ask.test.ts.
  it.skipIf(page === 'docs/ask.md')('counts nothing in its prose: figures are generated', () => {
    const counted = [
      ...prose.matchAll(
        /\b\d[\d,.]*\s?(?:%|percent|tools|operations|toolsets|tests|sentences|voices|exchanges|recordings|tokens)(?!\w)/g,
      ),
    ].map(([found]) => found);
    expect(counted).toEqual([]);
  });
});

describe('the pages', () => {
  it('name only flags of ours', async () => {
    const commands = ['call', 'ask', 'tools', 'doctor', 'config', 'codegen'];
    const helps = await Promise.all(commands.map((command) => runCli([command, '--help-all'])));
    const help = helps.map(({ stdout }) => stdout).join('\n');
    const named = OWN.flatMap((page) =>
      [...textOf(page).matchAll(/openobserve-mcp(?:-codegen)?[^\n`|]*|`(--[a-z-]+)[^`]*`/g)].flatMap(
        ([found]) => [...found.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag),
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((flag) => !help.includes(flag))).toEqual([]);
  });

  it('are all reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached)
      for (const [, link] of textOf(page).matchAll(/\]\(([^)#\s]+\.md)/g)) {
        const found = join(dirname(page), link as string);
        if (PAGES.includes(found)) reached.add(found);
      }
    expect(PAGES.filter((page) => !reached.has(page) && page !== 'CHANGELOG.md')).toEqual([]);
  });

  it('would be found out', () => {
    expect(proseOf('a\n<!-- x -->\n5 tools\n<!-- /x -->\n')).not.toContain('5 tools');
    expect(anchorOf('What `ask` does: all')).toBe('what-ask-does-all');
  });
});
