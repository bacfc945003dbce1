import { readFileSync, writeFileSync } from 'node:fs';
import { OPTIONS } from '../src/config.ts';
import { TOOLS, TOOLSETS } from '../src/generated/tools.ts';

const README = new URL('../README.md', import.meta.url);

/** Columns are padded as the formatter wants them. */
export function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = '', ...rest] = cells.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}

const code = (text: string) => `\`${text}\``;

function optionsTable(): string {
  const rows = Object.values(OPTIONS).map((option) => [
    code(option.variable),
    option.flag === null ? '' : code(option.flag),
    option.type,
    option.default ? `${code(option.default)}${option.unit === null ? '' : ` ${option.unit}`}` : '',
    option.sentence,
  ]);
  return markdownTable(['variable', 'flag', 'type', 'default', 'meaning'], rows);
}

function toolsetsTable(): string {
  const rows = TOOLSETS.map((toolset) => {
    const tools = TOOLS.filter((tool) => tool.toolset === toolset.name).map((tool) => code(tool.name));
    return [code(toolset.name), toolset.description, String(tools.length), tools.join(', ')];
  });
  return markdownTable(['toolset', 'what it is about', 'tools', 'names'], rows);
}

/** The generated parts of the README by the name in their markers. */
const PARTS: Readonly<Record<string, () => string>> = {
  options: optionsTable,
  toolsets: toolsetsTable,
  'tool-count': () =>
    `${TOOLS.length} tools in ${TOOLSETS.length} toolsets so far, \`describe_tool\`, and \`ask\`, which takes plain words:`,
};

/** `markdown` with every part between `<!-- name -->` and `<!-- /name -->` written anew. @throws when a marker is missing */
export function withGeneratedParts(markdown: string): string {
  return Object.entries(PARTS).reduce((text, [name, make]) => {
    const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`);
    if (!pattern.test(text))
      throw new Error(`README.md has no part between <!-- ${name} --> and <!-- /${name} -->.`);
    return text.replace(pattern, (_, start: string, end: string) => `${start}${make()}${end}`);
  }, markdown);
}

if (import.meta.main) writeFileSync(README, withGeneratedParts(readFileSync(README, 'utf8')));
