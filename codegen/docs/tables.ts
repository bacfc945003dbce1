import { readFileSync, writeFileSync } from 'node:fs';
import { CLIENTS } from '../../src/clients/clients.ts';
import { FORM_CLIENTS } from '../../src/clients/form-clients.ts';
import { GATEWAYS } from '../../src/clients/gateways.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { comparison } from './comparison.ts';
import { folderDiagram, roomsTable } from './architecture-parts.ts';
import { markdownTable } from './markdown-table.ts';
import { optionsTables } from './options-tables.ts';
import { PROMQL_SHAPES, shapesTable, SQL_SHAPES } from './query-shapes.ts';
import { scores } from './scores.ts';

const ROOT = new URL('../../', import.meta.url);

const code = (text: string) => `\`${text}\``;

function toolsetsTable(): string {
  const rows = TOOLSETS.map((toolset) => {
    const tools = TOOLS.filter((tool) => tool.toolset === toolset.name).map((tool) => code(tool.name));
    return [code(toolset.name), toolset.description, String(tools.length), tools.join(', ')];
  });
  return markdownTable(['toolset', 'what it is about', 'tools', 'names'], rows);
}

function clientsTable(): string {
  const rows = [
    ...[...CLIENTS, ...FORM_CLIENTS].map((client) => ['client', client] as const),
    ...GATEWAYS.map((gateway) => ['gateway', gateway] as const),
  ].map(([kind, { title, name, file }]) => [title, kind, code(`openobserve-mcp config ${name}`), file]);
  return markdownTable(['name', 'is a', 'command', 'where to put it'], rows);
}

/** The generated parts of each page by the name in their markers. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'README.md': { comparison },
  'docs/configuration.md': { options: optionsTables, toolsets: toolsetsTable },
  'docs/clients.md': { clients: clientsTable },
  'docs/semantic.md': { scores },
  'docs/questions.md': {
    'sql-shapes': () => shapesTable(SQL_SHAPES),
    'promql-shapes': () => shapesTable(PROMQL_SHAPES),
  },
  'docs/architecture.md': { diagram: folderDiagram, rooms: roomsTable },
};

/** Pages with generated parts, by their paths from the root. */
export const PAGES = Object.keys(PARTS);

/** `markdown` of a page with every part between `<!-- name -->` and `<!-- /name -->` written anew. @throws when a marker is missing */
export async function withGeneratedParts(page: string, markdown: string): Promise<string> {
  let text = markdown;
  for (const [name, make] of Object.entries(PARTS[page] ?? {})) {
    const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!pattern.test(text))
      throw new Error(`${page} has no part between <!-- ${name} --> and <!-- /${name} -->.`);
    const made = await make();
    text = text.replace(pattern, (_, start: string, end: string) => `${start}${made}\n${end}`);
  }
  return text;
}

if (import.meta.main)
  for (const page of PAGES) {
    const file = new URL(page, ROOT);
    writeFileSync(file, await withGeneratedParts(page, readFileSync(file, 'utf8')));
  }
