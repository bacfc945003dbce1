import type { Outcome } from '../call/outcome.ts';
import { isMetrics, metricsOf } from './metrics.ts';
import { type Buckets, inOrder, searchColumns, unitsOfColumns } from './search-columns.ts';
import {
  asSeries,
  statisticsRows,
  isManySeries,
  type SeriesSummary,
  summarize,
  thinnedTo,
  withEveryBucket,
} from './series.ts';
import { presentedTable, project, type Table, tableOf, unnested, withoutUnknown } from './table.ts';
import { momentNs, type Reading } from './values.ts';

/** What `is_ui_histogram` makes of any query. */
const UI_BUCKETS: Buckets = {
  column: 'zo_sql_key',
  widthUs: null,
  counted: ['zo_sql_num'],
  aggregated: [],
  isSortedOtherwise: false,
};
const HOUR_NS = 3_600_000_000_000n;
const NO_FIELDS = { rename: {}, units: {}, unitsWhen: null, zeroIsUnknown: [], unnest: null, columns: [] };

/** The rows of an answer as a reader gets them, before they are cut to size. */
export interface ListAnswer {
  readonly table: Table;
  /** What holds for all rows: the moment and the shared labels of a metric, the courses of a series. */
  readonly about: Readonly<Record<string, unknown>>;
  /** Why there are fewer rows than came, in words; null where there are not. */
  readonly thinned: string | null;
  /** All rows, without that. */
  readonly whole: Table;
  /** A course with at most so many points; left out for rows that are no course. */
  readonly thinTo?: (most: number) => Pick<ListAnswer, 'table' | 'thinned'>;
}

/** What rows came of: all of an outcome that says how they are read. */
export type RowsOutcome = Pick<Outcome, 'row' | 'args' | 'range' | 'value' | 'isFull'>;

/** What the contract says of the fields of an answer, as far as it holds for this call. */
export function readingOf({ row, args, isFull }: Pick<Outcome, 'row' | 'args' | 'isFull'>): Reading {
  const { units, unitsWhen } = row.shows ?? NO_FIELDS;
  const given = unitsWhen === null ? null : args[unitsWhen.argument];
  const isInSql =
    unitsWhen !== null &&
    new RegExp(`\\bfrom\\s+"?${unitsWhen.is}"?\\s*\\.`, 'i').test(String(args.sql ?? ''));
  const holds = unitsWhen === null || given === unitsWhen.is || isInSql;
  return { units: holds ? units : {}, isWhole: isFull };
}

function seriesAnswer(
  table: Table,
  time: string,
  outcome: RowsOutcome,
  fill: { readonly buckets: Buckets; readonly widthUs: number | null; readonly isComplete: boolean } | null,
): ListAnswer | null {
  const series = asSeries(table, time, fill?.buckets.aggregated);
  if (series === null) return null;
  const { isFull, range } = outcome;
  const whole = fill
    ? withEveryBucket(series, {
        widthUs: fill.widthUs,
        counted: fill.buckets.counted,
        range,
        isComplete: fill.isComplete && !fill.buckets.isSortedOtherwise,
      })
    : series;
  const summary: SeriesSummary | null = isFull ? null : summarize(whole);
  const about = summary === null ? {} : { summary };
  if (isFull || summary === null || fill?.buckets.isSortedOtherwise)
    return { table: whole, about, thinned: null, whole };
  if (isManySeries(whole))
    return {
      table: statisticsRows(whole),
      about: {},
      thinned: `${whole.rows.length} points as one row for each series. To see points, ask for fewer series; detail: "full" shows every point.`,
      whole,
    };
  const thinTo = (most?: number) => {
    const few = thinnedTo(whole, most);
    const isWhole = few.rows.length === whole.rows.length;
    const thinned = `${few.rows.length} of ${whole.rows.length} points: of each stretch the lowest and the highest. The summary counts all; detail: "full" shows every point.`;
    return { table: few, thinned: isWhole ? null : thinned };
  };
  return { ...thinTo(), about, whole, thinTo };
}

/** The answer to a query as a table in the order of its SELECT. `isComplete`: all rows that it has are there. */
function searchAnswer(outcome: RowsOutcome, rows: readonly unknown[], isComplete: boolean): ListAnswer {
  const { args, range, value } = outcome;
  const reading = readingOf(outcome);
  const sql = args.encoding === 'base64' ? '' : String(args.sql);
  const { selected, buckets: own } = searchColumns(sql);
  const raw = tableOf(rows, []);
  const buckets = own ?? (raw.columns.includes(UI_BUCKETS.column) ? UI_BUCKETS : null);
  const wanted =
    selected === null
      ? raw.columns.filter((column) => column === '_timestamp')
      : inOrder(selected, raw.columns, args.query_fn === undefined);
  const zone = typeof args.timezone === 'string' ? args.timezone : 'utc';
  const table = presentedTable(tableOf(rows, wanted), {
    ...reading,
    units: selected === null ? reading.units : {},
    unitOf: selected === null ? {} : unitsOfColumns(selected, reading.units),
    rename: {},
    bucket: buckets ? { column: buckets.column, zone } : null,
    isMoment: (_, values) =>
      range !== null &&
      values.every((each) => {
        const ns = momentNs(each);
        return (
          ns !== null &&
          ns >= BigInt(Math.trunc(range.startUs)) * 1000n - HOUR_NS &&
          ns <= BigInt(Math.trunc(range.endUs)) * 1000n + HOUR_NS
        );
      }),
  });
  const interval = (value as { readonly histogram_interval?: unknown } | null)?.histogram_interval;
  const widthUs = buckets?.widthUs ?? (typeof interval === 'number' && interval > 0 ? interval * 1e6 : null);
  const series = buckets && seriesAnswer(table, buckets.column, outcome, { buckets, widthUs, isComplete });
  return series ?? { table, about: {}, thinned: null, whole: table };
}

/** Any list as a table; metrics and histograms as courses over time. */
export function listAnswer(outcome: RowsOutcome, list: readonly unknown[], isComplete: boolean): ListAnswer {
  const { row, isFull } = outcome;
  if (isMetrics(list)) {
    const { table, labels, at, time } = metricsOf(list);
    const shown = presentedTable(table, {
      ...readingOf(outcome),
      rename: {},
      unitOf: {},
      bucket: null,
      isMoment: () => false,
    });
    const series = time === null ? null : seriesAnswer(shown, time, outcome, null);
    const { about, ...rest } = series ?? { table: shown, about: {}, thinned: null, whole: shown };
    return {
      ...rest,
      about: {
        ...(at === null ? {} : { at }),
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
        ...about,
      },
    };
  }
  const { rename, zeroIsUnknown, unnest, columns } = row.shows ?? NO_FIELDS;
  if (typeof outcome.args.sql === 'string' && columns.length === 0)
    return searchAnswer(outcome, list, isComplete);
  const rows = unnest === null ? list : unnested(list, unnest);
  const fields = isFull ? [] : row.summaryFields;
  const projected = fields.length === 0 ? rows : rows.map((each) => project(each, fields));
  const raw = tableOf(projected, [], columns);
  const ordered =
    fields.length === 0
      ? raw
      : tableOf(
          projected,
          fields.filter((field) => raw.columns.includes(field)),
        );
  const table = presentedTable(withoutUnknown(ordered, zeroIsUnknown), {
    ...readingOf(outcome),
    rename,
    unitOf: {},
    bucket: null,
    isMoment: () => columns.length > 0,
  });
  return { table, about: {}, thinned: null, whole: table };
}
