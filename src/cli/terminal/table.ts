import { styleText } from 'node:util';
import Table from 'cli-table3';
import { cellText, headText, isLong } from './cells.ts';

/** A column of text may be wrapped between its words down to this width. */
const NARROWEST_TEXT = 24;
/** Longer words than that are wrapped inside: an address, a line of code. */
const LONGEST_WORD = 40;
const PADDING = 2;
/** A column that is the same in so many rows says nothing of any. */
const FEWEST_SAME = 3;
const IS_ID = /(?:^|_)(?:id|uuid|hash|key)$/i;
/** Columns that hold what a row says in words. */
const IS_MESSAGE = /^(?:message|msg|log|body|text|content|error|finding|holds|pattern|title)$/i;

interface Column {
  readonly at: number;
  readonly head: string;
  readonly cells: readonly string[];
  /** Width of its longest line, and the least that it can have without a broken word. */
  readonly wanted: number;
  readonly least: number;
  readonly isNumeric: boolean;
  readonly isEmpty: boolean;
  /** Lists and objects, which are hard to read in a cell. */
  readonly isJson: boolean;
}

const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => [...text].length));

function columnOf(head: string, at: number, rows: ReadonlyArray<readonly unknown[]>): Column {
  const cells = rows.map((row) => cellText(head, row[at]));
  const title = headText(head);
  const lines = cells.flatMap((text) => text.split('\n'));
  const words = lines.flatMap((line) => line.split(/\s+/));
  const wanted = Math.max([...title].length, longest(lines));
  const least = Math.max([...title].length, Math.min(longest(words), LONGEST_WORD));
  return {
    at,
    head: title,
    cells,
    wanted,
    least: Math.min(wanted, Math.max(least, Math.min(wanted, NARROWEST_TEXT))),
    isNumeric: rows.length > 0 && rows.every((row) => row[at] === null || typeof row[at] === 'number'),
    isEmpty: cells.every((text) => text === ''),
    isJson: rows.some((row) => isLong(row[at])),
  };
}

const widthOf = (columns: readonly Column[], width: (column: Column) => number) =>
  columns.reduce((sum, column) => sum + width(column) + PADDING, 1);

/** What tells least: nothing, the same in every row, or IDs that no person reads. What a row says in words tells most. */
const DISPENSABLE: ReadonlyArray<(column: Column) => boolean> = [
  ({ isEmpty }) => isEmpty,
  ({ isJson }) => isJson,
  ({ cells, at }) => at > 0 && cells.length >= FEWEST_SAME && new Set(cells).size === 1,
  ({ head, at }) => at > 0 && IS_ID.test(head),
  ({ head, at }) => at > 0 && !IS_MESSAGE.test(head),
];

/**
 * The columns that there is room for. The first stays, as a query names first what matters; of others that tell as
 * little the last goes first.
 */
function fitting(columns: readonly Column[], room: number): Column[] {
  const kept = [...columns];
  while (kept.length > 1 && widthOf(kept, ({ least }) => least) > room) {
    const [next = -1] = DISPENSABLE.map((tellsLittle) => kept.findLastIndex(tellsLittle)).filter(
      (at) => at >= 0,
    );
    kept.splice(next >= 0 ? next : kept.length - 1, 1);
  }
  return kept;
}

/** What is left of the room after every column has its least goes to those that want more, the narrowest first. */
function widths(columns: readonly Column[], room: number): number[] {
  const given = columns.map(({ least }) => least);
  let left = room - widthOf(columns, ({ least }) => least);
  const order = columns
    .map((_, index) => index)
    .sort((a, b) => (columns[a]?.wanted ?? 0) - (columns[b]?.wanted ?? 0));
  for (const index of order) {
    const more = Math.max(0, Math.min(left, (columns[index]?.wanted ?? 0) - (given[index] ?? 0)));
    given[index] = (given[index] ?? 0) + more;
    left -= more;
  }
  return given;
}

const LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

/** A table as text, and the columns that there was no room for. */
export interface DrawnTable {
  readonly text: string;
  readonly dropped: readonly string[];
}

/** `room`: characters of a line; 0 for as many as it takes. */
export function drawTable(
  head: readonly string[],
  rows: ReadonlyArray<readonly unknown[]>,
  room = process.stdout.columns ?? 0,
): DrawnTable {
  const all = head.map((name, at) => columnOf(name, at, rows));
  const shown = room > 0 ? fitting(all, room) : all;
  const given = room > 0 ? widths(shown, room) : shown.map(({ wanted }) => wanted);
  const drawn = new Table({
    chars: LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    colAligns: shown.map(({ isNumeric }) => (isNumeric ? 'right' : 'left')),
    colWidths: given.map((width) => width + 1),
    wordWrap: true,
    wrapOnWordBoundary: shown.every(
      ({ least, cells }, index) =>
        (given[index] ?? 0) >= least &&
        longest(cells.flatMap((text) => text.split(/\s+/))) <= (given[index] ?? 0),
    ),
  });
  drawn.push(shown.map(({ head: title }) => title));
  drawn.push(given.map((width) => '─'.repeat(width)));
  for (let row = 0; row < rows.length; row++) drawn.push(shown.map(({ cells }) => cells[row] ?? ''));
  const lines = drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  // Only now, as a head is wrapped without regard to escape codes.
  const headLines = lines.findIndex((line) => line.startsWith('─'));
  const text = lines.map((line, at) => (at < headLines ? styleText('bold', line) : line)).join('\n');
  return {
    text,
    dropped: all.filter((column) => !shown.includes(column)).map(({ at }) => head[at] as string),
  };
}

/** A table of a few columns that all fit. */
export const table = (head: readonly string[], rows: ReadonlyArray<readonly unknown[]>) =>
  drawTable(head, rows).text;
