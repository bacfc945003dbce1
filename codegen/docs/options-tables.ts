import { OPTION_GROUPS } from '../../src/config/option-groups.ts';
import { markdownTable } from './markdown-table.ts';

const code = (text: string) => `\`${text}\``;

/** A table of settings for each group, below its heading. */
export function optionsTables(): string {
  return OPTION_GROUPS.map(({ title, options }) => {
    const rows = options.map((option) => [
      code(option.variable),
      option.flag === null ? '' : code(option.flag),
      option.type,
      option.default ? `${code(option.default)}${option.unit === null ? '' : ` ${option.unit}`}` : '',
      option.sentence,
    ]);
    return `## ${title}\n\n${markdownTable(['variable', 'flag', 'type', 'default', 'meaning'], rows)}`;
  }).join('\n\n');
}
