import type { Expression, Grouping } from './expression.ts';

const UNITS: ReadonlyArray<readonly [unit: string, us: number]> = [
  ['w', 604_800e6],
  ['d', 86_400e6],
  ['h', 3600e6],
  ['m', 60e6],
  ['s', 1e6],
  ['ms', 1e3],
];

function durationText(us: number): string {
  let rest = us;
  return UNITS.map(([unit, size]) => {
    const count = Math.trunc(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${unit}` : '';
  }).join('');
}

const groupingText = (grouping: Grouping | null, words: readonly [string, string]) =>
  grouping === null ? '' : ` ${words[grouping.isOnly ? 0 : 1]} (${grouping.labels.join(', ')})`;

/** A query in one line, with blanks where the real server has them. */
export function formatPromql(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'string':
      return JSON.stringify(expression.value);
    case 'selector': {
      const { metric, matchers, rangeUs, offsetUs } = expression;
      const labels = matchers.map(
        ({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`,
      );
      return [
        metric ?? '',
        labels.length === 0 ? '' : `{${labels.join(',')}}`,
        rangeUs === null ? '' : `[${durationText(rangeUs)}]`,
        offsetUs === 0 ? '' : ` offset ${offsetUs < 0 ? '-' : ''}${durationText(Math.abs(offsetUs))}`,
      ].join('');
    }
    case 'call':
      return `${expression.name}(${expression.args.map(formatPromql).join(', ')})`;
    case 'aggregate': {
      const { name, grouping, parameter, of } = expression;
      const args = [...(parameter === null ? [] : [parameter]), of].map(formatPromql).join(', ');
      const by = groupingText(grouping, ['by', 'without']);
      return `${name}${by}${by === '' ? '' : ' '}(${args})`;
    }
    case 'binary': {
      const { left, operator, isBool, matching, right } = expression;
      const clause = groupingText(matching, ['on', 'ignoring']);
      return `${formatPromql(left)} ${operator}${isBool ? ' bool' : ''}${clause} ${formatPromql(right)}`;
    }
    case 'negative':
      return `-${formatPromql(expression.of)}`;
    case 'parentheses':
      return `(${formatPromql(expression.of)})`;
  }
}
