import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { createCatalog, type View } from '../../src/catalog/catalog.ts';
import type { ListedTool } from '../../src/catalog/listed-tool.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import type { Toolset } from '../../src/contract/catalog-rows.ts';
import { NEWER_TOOLS, NEWER_TOOLSETS } from '../../src/generated/newer-tools.ts';
import { RELEASE, RELEASES } from '../helpers/exchanges.ts';
import { mainProofs, type ProofsByRelease, type ToolProof } from './levels.ts';

/** Tokens of a tool as a model gets it: name, description and inputSchema. */
export function tokensOf(tools: readonly ListedTool[]): number {
  return tools.reduce(
    (sum, { name, description, inputSchema }) =>
      sum + countTokens(JSON.stringify({ name, description, inputSchema })),
    0,
  );
}

export function viewOf(profile: string): View {
  return createCatalog(TOOLS, [...TOOLSETS, ...NEWER_TOOLSETS], HELPER_TOOLS, { newer: NEWER_TOOLS }).view({
    profile,
    narrow: [],
    readOnly: false,
    allow: [],
    deny: [],
    org: 'default',
  });
}

function table(head: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string {
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const nameOf = ({ name }: { readonly name: string }) => `\`${name}\``;

/** What a release shows of a tool, in one cell. */
function cellOf(proof: ToolProof | undefined): string {
  if (proof === undefined) return '';
  const { level, same, reason, row } = proof;
  if (level === 'not in the release')
    return row.instead === '' ? `since ${row.since}` : `since ${row.since}; instead: ${row.instead}`;
  if (level === 'proven') return `proven, ${same} exchanges`;
  return level === 'refused as recorded' ? 'refused' : `by reading: ${reason}`;
}

/** Each tool of the contract on each release that was recorded. */
function releaseTable(proofs: ProofsByRelease): string {
  const byName = RELEASES.map(
    (release) => new Map((proofs.get(release) ?? []).map((proof) => [proof.row.name, proof])),
  );
  return table(
    ['tool', ...RELEASES],
    TOOLS.map((row) => [nameOf(row), ...byName.map((release) => cellOf(release.get(row.name)))]),
  );
}

function toolsetTable(proofs: readonly ToolProof[], toolset: string, isNewer: boolean): string {
  return table(
    ['tool', 'does', 'access', 'edition', ...(isNewer ? ['since'] : []), 'arguments', 'proof'],
    proofs
      .filter(({ row }) => row.toolset === toolset)
      .map(({ row, level, same, reason }) => [
        nameOf(row),
        row.description,
        row.access,
        row.edition,
        ...(isNewer ? [row.since] : []),
        Object.keys(row.inputSchema.properties as object)
          .filter((name) => name !== 'org_id')
          .map((name) => `\`${name}\``)
          .join(', '),
        level === 'proven' ? `proven, ${same} exchanges` : `${level}${reason === '' ? '' : `: ${reason}`}`,
      ]),
  );
}

const section = (proofs: readonly ToolProof[], { name, title, description }: Toolset, isNewer: boolean) =>
  `${isNewer ? '###' : '##'} ${title}\n\n${description}\n\n${toolsetTable(proofs, name, isNewer)}`;

/** The page of all tools: what each does, how well it is proven, and what it costs a model. */
export function toolsPage(byRelease: ProofsByRelease): string {
  const proofs = mainProofs(byRelease);
  const ordinary = proofs.filter(({ row }) => TOOLS.includes(row));
  const named = new Set(proofs.map(({ row }) => row.name));
  const operations = (view: View) => view.listed.filter((tool) => named.has(tool.name));
  const costs = [
    ['all', viewOf('all').listed] as const,
    ['core', viewOf('core').listed] as const,
    ['search', viewOf('search').listed] as const,
    ...[...TOOLSETS, ...NEWER_TOOLSETS].map(
      (toolset) => [toolset.name, operations(viewOf(toolset.name))] as const,
    ),
  ];
  const levels = ['proven', 'refused as recorded', 'by reading'] as const;
  return `# Tools

Written by \`npm run prove\`, which replays every recorded exchange of a real OpenObserve through this client.

- *proven*: our request equals a recorded one that a real server accepted, and our result is right for its answer.
- *refused as recorded*: the open edition refuses the operation, and we say so in one clear sentence.
- *by reading*: no recording could show it; the reason is given.

${table(
  ['level', 'tools'],
  levels.map((level) => [level, ordinary.filter((proof) => proof.level === level).length]),
)}

## What they cost a model

Tokens of o200k_base over name, description and inputSchema, with one organization set. A profile also lists the helper tools and \`ask\`; a toolset is counted without them.

${table(
  ['profile or toolset', 'tools', 'tokens'],
  costs.map(([name, tools]) => [`\`${name}\``, tools.length, tokensOf(tools)]),
)}

${TOOLSETS.map((toolset) => section(proofs, toolset, false)).join('\n\n')}

## Newer toolsets

What releases after ${RELEASE} added. They are listed where your OpenObserve has them and \`O2_MATCH_RELEASE=1\` is set, or their toolset is asked for; \`find_tools\` and \`ask\` find them wherever it has them.

${NEWER_TOOLSETS.map((toolset) => section(proofs, toolset, true)).join('\n\n')}

## By release

What the recordings of each release show of each tool. A tool that your release does not have says since when it exists, and what to use instead.

${releaseTable(byRelease)}
`;
}
