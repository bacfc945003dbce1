/** A record as it is ingested, without its time. */
type Row = Record<string, string | number>;

/** Records for which a condition holds, and records for which it just does not. */
export interface Planted {
  readonly storm: readonly Row[];
  readonly calm: readonly Row[];
}

const CONDITION =
  /^(?:WHERE (?<where>.+?) )?(?:GROUP BY (?<group>\w+) )?HAVING (?<measure>.+) (?<operator><=|>=|<|>) (?<limit>[\d.]+)$/;
const FORMS: ReadonlyArray<readonly [kind: string, form: RegExp]> = [
  ['count', /^count\(\*\)$/],
  ['distinct', /^count\(DISTINCT (?<field>\w+)\)$/],
  ['sum', /^coalesce\(sum\((?<field>\w+)\), 0\)$/],
  ['value', /^(?:max|min|avg|approx_percentile_cont)\((?<field>\w+)(?:, [\d.]+)?\)$/],
  ['share', /^100\.0 \* sum\(CASE WHEN (?<over>.+) THEN 1 ELSE 0 END\) \/ count\(\*\)$/],
  [
    'ratio',
    /^100\.0 \* sum\(CASE WHEN (?<over>.+) THEN 1 ELSE 0 END\) \/ nullif\(sum\(CASE WHEN (?<under>.+) THEN 1 ELSE 0 END\), 0\)$/,
  ],
];

const times = (count: number, row: Row): Row[] => Array.from({ length: count }, () => row);

/** Fields that fit conditions, and the same fields so that none fits. */
function fitting(where: string | undefined): { fits: Row; misses: Row } {
  const parts = (where ?? '').split(' AND ').flatMap((part) => {
    const [, field = '', operator, text, number] = /^(\w+) (=|>=|>) (?:'(.*)'|(\d+))$/.exec(part) ?? [];
    if (field === '') return [];
    const value = Number(number);
    const [fits, misses] =
      text !== undefined ? [text, 'quiet'] : operator === '>' ? [value + 1, value] : [value, 200];
    return [{ field, fits, misses }];
  });
  return {
    fits: Object.fromEntries(parts.map(({ field, fits }) => [field, fits])),
    misses: Object.fromEntries(parts.map(({ field, misses }) => [field, misses])),
  };
}

/**
 * Records on both sides of a condition as it is written in alerts.txt, by what its words mean: one record more or less
 * than the limit, or a value beside it.
 * @throws when the condition has another form
 */
export function plantedFor(condition: string): Planted {
  const { where, group, measure = '', operator = '', limit: text } = CONDITION.exec(condition)?.groups ?? {};
  const [kind, match] =
    FORMS.flatMap(([name, form]) => {
      const found = form.exec(measure);
      return found ? [[name, found.groups ?? {}] as const] : [];
    })[0] ?? [];
  if (kind === undefined || match === undefined) throw new Error(`No form of condition: ${condition}`);
  const limit = Number(text);
  const isBelow = operator.startsWith('<');
  const isInclusive = operator.endsWith('=');
  const { fits, misses } = fitting(where);
  const { field = '', over, under } = match;
  /** Records whose measure is so many steps above the limit. */
  function rowsAt(steps: number): Row[] {
    const noise = where === undefined ? [] : times(7, misses);
    const whole = limit + steps;
    if (kind === 'count') return [...times(whole, fits), ...noise];
    if (kind === 'distinct')
      return [
        ...Array.from({ length: whole }, (_, index) => ({ ...fits, [field]: `one-${index}` })),
        ...times(whole === 0 ? 0 : 5, { ...fits, [field]: 'one-0' }),
        ...noise,
      ];
    const value = limit * (1 + steps / 10);
    if (kind === 'sum') return [...times(4, { ...fits, [field]: value / 4 }), ...noise];
    if (kind === 'value') return [...times(6, { ...fits, [field]: value }), ...noise];
    const own = fitting(over);
    if (kind === 'share')
      return [
        ...times(limit * 2 + steps, { ...fits, ...own.fits }),
        ...times(200 - limit * 2 - steps, { ...fits, ...own.misses }),
        ...noise,
      ];
    return [
      ...times((limit / 100) * 10 + steps, own.fits),
      ...times(10, fitting(under).fits),
      ...times(20, own.misses),
    ];
  }
  const grouped = (rows: readonly Row[], name: string) =>
    group === undefined ? rows : rows.map((row) => ({ ...row, [group]: name }));
  const direction = isBelow ? -1 : 1;
  const [fires, rests] = isInclusive ? [0, -direction] : [direction, 0];
  // A second group just misses: together they would be over a limit that each keeps.
  const beside = group === undefined ? [] : grouped(rowsAt(rests), 'two');
  return {
    storm: [...grouped(rowsAt(fires), 'one'), ...beside],
    calm: [...grouped(rowsAt(rests), 'one'), ...beside],
  };
}
