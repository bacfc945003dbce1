/** What a person gets, as cells that can be compared. */
export interface Given {
  /** Null when the question was declined. */
  readonly answer: string | null;
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly notUsed: readonly string[];
  /** The answer is sentences of a language model, which tell of figures and conditions in any order. */
  readonly isProse?: true;
}

export interface TrueTable {
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly isMoment: boolean;
  /** Its numbers are counts: no other unit and no rounding is as right. */
  readonly isCount: boolean;
}

const FACTORS = [
  1, 1e3, 1e6, 1e9, 60, 3600, 86_400, 60e3, 3600e3, 60e6, 3600e6, 86_400e6, 100, 1024, 1_048_576,
  1_073_741_824,
];
const ISO = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?/g;

const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= Math.max(Math.abs(b) * 0.01, 1e-9) || (Math.abs(b) < 1 && Math.abs(a - b) < 0.005);

/** The same number; unless it is a count, also a rounded one or the same in another unit. */
export const isSameNumber = (given: number, truth: number, isCount = false): boolean =>
  given === truth ||
  (!isCount && isNear(given, truth)) ||
  (!isCount &&
    truth !== 0 &&
    FACTORS.some(
      (factor) => factor !== 1 && (isNear(given * factor, truth) || isNear(given / factor, truth)),
    ));

const asNumber = (value: unknown): number | null =>
  typeof value === 'number' || typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value)
      ? Number(value)
      : null;

const timeUs = (value: unknown): number | null => {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[T ]/.test(value))
    return Date.parse(/Z|[+-]\d{2}:\d{2}$/.test(value) ? value : `${value}Z`) * 1e3;
  const number = asNumber(value);
  return number !== null && number > 1e15 && number < 1e17 ? number : null;
};

function isSameCell(given: unknown, truth: unknown, isCount = false): boolean {
  const [a, b] = [asNumber(given), asNumber(truth)];
  if (a !== null && b !== null) return isSameNumber(a, b, isCount);
  const [s, t] = [timeUs(given), timeUs(truth)];
  if (s !== null && t !== null) return Math.abs(s - t) <= 1e6;
  return String(given).toLowerCase() === String(truth).toLowerCase();
}

const cellsOf = (row: Readonly<Record<string, unknown>>) =>
  Object.values(row)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== null && value !== undefined);

function numbersIn(text: string): number[] {
  const plain = text.replaceAll(ISO, ' ').replaceAll(/(?<=\d)[,\u202F\u00A0'](?=\d{3}(?!\d))/g, '');
  return [...plain.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(([number]) => Number(number));
}

const momentsIn = (text: string) =>
  [...text.matchAll(ISO)].map(([moment]) => timeUs(moment)).filter((us) => us !== null);

function hasRow(row: Readonly<Record<string, unknown>>, rows: Given['rows'], isCount = false): number {
  const cells = cellsOf(row);
  return rows.findIndex((given) => {
    const own = cellsOf(given);
    const values = row.values;
    if (Array.isArray(values)) {
      // A series: most of its points, in any order of reading.
      const others = cells.filter((cell) => !values.includes(cell as never));
      const near = values.filter((value) => own.some((each) => isSameCell(each, value))).length;
      return (
        near >= values.length * 0.8 && others.every((cell) => own.some((each) => isSameCell(each, cell)))
      );
    }
    return cells.every((cell) => own.some((each) => isSameCell(each, cell, isCount)));
  });
}

/** What a headline says before its conditions, whose numbers are no answer. */
const CONDITIONS = / (?:with|mit|avec|con|com) |条件/;

function isScalarRight(
  { answer, rows, isProse }: Given,
  truth: unknown,
  { isMoment, isCount }: Pick<TrueTable, 'isMoment' | 'isCount'>,
): boolean {
  const headline = (answer ?? '').split('\n')[0] ?? '';
  const us = isMoment ? timeUs(truth) : null;
  if (us !== null) {
    const stated = [
      ...momentsIn(headline),
      ...rows
        .slice(0, 1)
        .flatMap(cellsOf)
        .map(timeUs)
        .filter((each) => each !== null),
    ];
    return stated.some((each) => Math.abs(each - us) <= 1.5e6);
  }
  const number = asNumber(truth);
  if (number !== null) {
    const [row] = rows;
    // Where there is one row of figures, it is the answer; records, periods and lists are told in the first line too.
    const isOnly = rows.length === 1 && row !== undefined;
    const cells = isOnly
      ? cellsOf(row)
          .map(asNumber)
          .filter((each) => each !== null)
      : [];
    const isFigures = isOnly && cells.length > 0 && !('_timestamp' in row);
    const said = numbersIn(isProse ? headline : (headline.split(CONDITIONS)[0] ?? ''));
    const given = isFigures && !isProse ? cells : [...cells, ...said];
    return given.some((each) => isSameNumber(each, number, isCount));
  }
  return (
    headline.toLowerCase().includes(String(truth).toLowerCase()) ||
    rows.slice(0, 1).some((row) => hasRow({ truth }, [row]) === 0)
  );
}

/** Rows of PromQL carry every label: those that tell nothing apart are no part of what must be shown. */
export function withoutNames(rows: TrueTable['rows']): TrueTable['rows'] {
  const shared = (name: string) => rows.length === 1 || rows.every((row) => row[name] === rows[0]?.[name]);
  const isTold = rows.map((row) =>
    Object.keys(row).filter(
      (name) => name !== 'value' && name !== 'values' && !name.startsWith('__') && !shared(name),
    ),
  );
  // The first label that tells all rows apart is enough.
  const enough = (isTold[0] ?? []).find((name) => new Set(rows.map((row) => row[name])).size === rows.length);
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(
        ([name]) =>
          name === 'value' ||
          name === 'values' ||
          (enough === undefined ? !name.startsWith('__') && !shared(name) : name === enough),
      ),
    ),
  );
}

/** Whether the true cells are in the answer. `isRanked`: their order counts. */
export function isRight(given: Given, table: TrueTable, isRanked: boolean): boolean {
  const { rows: truth, isMoment, isCount } = table;
  if (given.answer === null) return false;
  const [first] = truth;
  if (truth.length === 0)
    return (
      given.rows.length === 0 || given.rows.every((row) => cellsOf(row).every((cell) => asNumber(cell) === 0))
    );
  const cells = truth.flatMap(cellsOf);
  if (truth.some((row) => Array.isArray(row.values)))
    return truth.every((row) => hasRow(row, given.rows) >= 0);
  const isNone =
    /^(?:not used[^.]*\. |nicht verwendet[^.]*\. )?(found no|no:|keine|nein|aucun|non :|no se|no:|nenhum|não:|在 .* 中没有|没有)/i.test(
      (given.answer ?? '').trim(),
    );
  if (cells.length === 1 && asNumber(cells[0]) === 0 && isNone) return true;
  if (truth.length === 1 && cells.length === 1) return isScalarRight(given, cells[0], table);
  if (truth.length === 1 && cells.length > 1 && given.rows.length !== 1) {
    // One row of several cells: in a row of the answer, or all in the first line.
    if (hasRow(first as Readonly<Record<string, unknown>>, given.rows.slice(0, 3), isCount) >= 0) return true;
    return cells.every((cell) =>
      isScalarRight(given, cell, { isCount, isMoment: isMoment || timeUs(cell) !== null }),
    );
  }
  const at = truth.map((row) => hasRow(row, given.rows, isCount));
  if (at.every((place) => place >= 0)) {
    if (!isRanked || truth.length < 2) return true;
    const ordered = at.every(
      (place, index) => index === 0 || place >= (at[index - 1] as number) || hasTie(truth, index),
    );
    return ordered && Math.min(...at) < 1;
  }
  // Several numbers, such as the two of a comparison: all in one row or in the first line.
  if (truth.every((row) => cellsOf(row).length === 1) && truth.length <= 3)
    return (
      cells.every((cell) => isScalarRight(given, cell, table)) ||
      given.rows.some((row) =>
        cells.every((cell) => cellsOf(row).some((each) => isSameCell(each, cell, isCount))),
      )
    );
  return false;
}

function hasTie(rows: TrueTable['rows'], at: number): boolean {
  const [a, b] = [rows[at - 1], rows[at]].map((row) =>
    cellsOf(row ?? {})
      .map(asNumber)
      .filter((each) => each !== null)
      .at(-1),
  );
  return a !== undefined && a === b;
}
