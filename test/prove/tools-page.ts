import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { createCatalog, type ListedTool, type View } from '../../src/catalog/catalog.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import type { ToolProof } from './levels.ts';

/** Tokens of a tool as a model gets it: name, description and inputSchema. */
export function tokensOf(tools: readonly ListedTool[]): number {
  return tools.reduce(
    (sum, { name, description, inputSchema }) =>
      sum + countTokens(JSON.stringify({ name, description, inputSchema })),
    0,
  );
}

export function viewOf(profile: string): View {
  return createCatalog(TOOLS, TOOLSETS, HELPER_TOOLS).view({
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

/** The page of all tools: what each does, how well it is proven, and what it costs a model. */
export function toolsPage(proofs: readonly ToolProof[]): string {
  const named = new Set(TOOLS.map((row) => row.name));
  const operations = (view: View) => view.listed.filter((tool) => named.has(tool.name));
  const costs = [
    ['all', operations(viewOf('all'))] as const,
    ['core', viewOf('core').listed] as const,
    ['search', viewOf('search').listed] as const,
    ...TOOLSETS.map((toolset) => [toolset.name, operations(viewOf(toolset.name))] as const),
  ];
  const levels = ['proven', 'refused as recorded', 'by reading'] as const;
  return `# Tools

Written by \`npm run prove\`, which replays every recorded exchange of a real OpenObserve through this client.

- *proven*: our request equals a recorded one that a real server accepted, and our result is right for its answer.
- *refused as recorded*: the open edition refuses the operation, and we say so in one clear sentence.
- *by reading*: no recording could show it; the reason is given.

${table(
  ['level', 'tools'],
  levels.map((level) => [level, proofs.filter((proof) => proof.level === level).length]),
)}

## What they cost a model

Tokens of o200k_base over name, description and inputSchema, one organization being set. The profiles \`core\` and \`search\` count their helper tools too.

${table(
  ['profile or toolset', 'tools', 'tokens'],
  costs.map(([name, tools]) => [`\`${name}\``, tools.length, tokensOf(tools)]),
)}

${TOOLSETS.map(
  (toolset) => `## ${toolset.title}

${toolset.description}

${table(
  ['tool', 'does', 'access', 'edition', 'arguments', 'proof'],
  proofs
    .filter(({ row }) => row.toolset === toolset.name)
    .map(({ row, level, same, reason }) => [
      `\`${row.name}\``,
      row.description,
      row.access,
      row.edition,
      Object.keys(row.inputSchema.properties as object)
        .filter((name) => name !== 'org_id')
        .map((name) => `\`${name}\``)
        .join(', '),
      level === 'proven' ? `proven, ${same} exchanges` : `${level}${reason === '' ? '' : `: ${reason}`}`,
    ]),
)}`,
).join('\n\n')}
`;
}
