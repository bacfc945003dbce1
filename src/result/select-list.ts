import { sqlWithoutLiterals } from '../call/checks/sql-guard.ts';

/** One column that SQL selects. */
export interface Selected {
  /** As the rows will have it; null where the server makes the name, as for `count(*)` without AS. */
  readonly name: string | null;
  readonly expression: string;
}

const unquoted = (name: string) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);

/** Where words of the outermost query begin, outside of brackets. */
function atTop(text: string, word: RegExp): number[] {
  let depth = 0;
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (depth === 0 && !/\w/.test(text[at - 1] ?? ' ') && word.test(text.slice(at, at + 8)))
      found.push(at);
  }
  return found;
}

function splitAtCommas(text: string): ReadonlyArray<readonly [start: number, end: number]> {
  const parts: Array<readonly [number, number]> = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (at === text.length || (text[at] === ',' && depth === 0)) {
      parts.push([start, at]);
      start = at + 1;
    }
  }
  return parts;
}

function selected(item: string, blanked: string): Selected {
  const alias =
    /\sas\s+("_*"|\w+)$/i.exec(blanked.trimEnd()) ??
    /[\w")]\s+("_*"|(?!end\b)[a-z_]\w*)$/i.exec(blanked.trimEnd());
  const name = alias?.[1];
  if (alias && name !== undefined) {
    const start = blanked.lastIndexOf(name);
    const expression = item.slice(0, start).trimEnd().replace(/\sas$/i, '');
    return { name: unquoted(item.slice(start, start + name.length)), expression: expression.trim() };
  }
  const path = /^(?:[\w"]+\.)*("_*"|\w+)$/.exec(blanked.trim());
  const own = path && item.trim().slice(-(path[1]?.length ?? 0));
  return { name: own ? unquoted(own) : null, expression: item.trim() };
}

/** The columns that the outermost query of `sql` selects, in order; null where the text does not tell them, as for `*`. */
export function selectedColumns(sql: string): readonly Selected[] | null {
  const text = sqlWithoutLiterals(sql);
  const [select] = atTop(text, /^select\b/i);
  if (select === undefined) return null;
  const from = atTop(text, /^from\b/i).find((at) => at > select) ?? text.length;
  const head = /^select\s+(?:distinct\s+(?:on\s*\([^)]*\)\s*)?|all\s+)?/i.exec(text.slice(select))?.[0] ?? '';
  const start = select + head.length;
  const list = text.slice(start, from);
  const items = splitAtCommas(list).map(([begin, end]) =>
    selected(sql.slice(start + begin, start + end), list.slice(begin, end)),
  );
  return items.some(({ expression }) => /(?:^|\.)\*$/.test(expression)) ? null : items;
}
