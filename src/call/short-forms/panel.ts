import { InputError } from '../../errors.ts';

/** A kind of chart, as short forms name it. */
export type PanelKind = 'line' | 'area' | 'bar' | 'h-bar' | 'pie' | 'table' | 'stat';

/** A panel in short. Exactly one of `sql` and `promql`. */
export interface PanelIntent {
  readonly title: string;
  /** Left out: a line for a series over time, else a table. */
  readonly type?: PanelKind;
  readonly sql?: string;
  readonly promql?: string;
  /** Left out: the stream that the query reads. */
  readonly stream?: string;
  readonly streamType?: 'logs' | 'metrics' | 'traces';
}

interface Axis {
  readonly label: string;
  readonly alias: string;
  readonly column: string;
}

/** Columns and rows of the grid, which is 192 wide: two panels beside each other. */
const WIDTH = 96;
const HEIGHT = 18;

/** Parts of `text` between commas that no bracket or quote encloses. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  [...text].forEach((character, index) => {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  });
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

/** Anywhere in a column: `round(avg(x), 2)` and `100.0 * sum(a) / count(*)` are measures too. */
const AGGREGATE =
  /\b(?:count|sum|avg|min|max|mean|median|approx_\w+|percentile_\w+|quantile\w*|stddev\w*|var(?:_\w+|iance)?|array_agg|first_value|last_value)\s*\(/i;
/** Kinds that draw a line or bar for each value of a category beside their first axis. */
const WITH_BREAKDOWN: ReadonlySet<PanelKind> = new Set(['line', 'area', 'bar', 'h-bar']);
const unquoted = (name: string) => name.replace(/^"(.*)"$/, '$1');

interface Column {
  readonly alias: string;
  readonly isMeasure: boolean;
  readonly isTime: boolean;
}

/** The columns that a SELECT gives, by their names in the answer. Empty where they cannot be told, as for `*`. */
function columnsOf(sql: string): Column[] {
  const text = sql.trimStart();
  const [head = ''] = /^select\s+(?:distinct\s)?/i.exec(text) ?? [];
  const from = head === '' ? -1 : text.slice(head.length).search(/\sfrom\s/i);
  return splitAtCommas(from < 0 ? '' : text.slice(head.length, head.length + from))
    .filter((part) => part !== '*')
    .map((part) => {
      const alias =
        /\sas\s+("[^"]+"|\w+)$/i.exec(part)?.[1] ?? /("[^"]+"|(?<![\w.])[\w.]+)$/.exec(part)?.[1] ?? part;
      const isTime =
        /^(?:histogram|date_bin|date_trunc|time_bucket)\s*\(/i.test(part) ||
        /^"?_timestamp"?(?:\s|$)/i.test(part);
      return { alias: unquoted(alias), isTime, isMeasure: !isTime && AGGREGATE.test(part) };
    });
}

const axis = ({ alias }: { readonly alias: string }): Axis => ({ label: alias, alias, column: alias });

/** Labels by which PromQL groups or joins: names that are no metric. */
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/gi;

function streamOf({ sql, promql, stream }: PanelIntent): string {
  const read =
    sql === undefined
      ? /(?<![\w:])([a-z_:][\w:]*)\s*(?:\{|\[|\)|$)/i.exec((promql ?? '').replaceAll(GROUPING, ' '))?.[1]
      : /\sfrom\s+("[^"]+"|[\w.]+)/i.exec(sql)?.[1];
  return stream ?? unquoted(read ?? '');
}

/** Where columns go: what is measured upward, time or the first category along, further categories as lines or bars of their own. */
function axesOf(
  kind: PanelKind,
  columns: readonly Column[],
  measures: readonly Column[],
  groups: readonly Column[],
): { readonly x: readonly Column[]; readonly y: readonly Column[]; readonly breakdown: readonly Column[] } {
  if (kind === 'stat')
    return { x: [], y: (measures.length > 0 ? measures : columns).slice(0, 1), breakdown: [] };
  if (measures.length === 0) return { x: columns.slice(0, 1), y: columns.slice(1), breakdown: [] };
  if (!WITH_BREAKDOWN.has(kind)) return { x: groups, y: measures, breakdown: [] };
  const first = groups.find(({ isTime }) => isTime) ?? groups[0];
  return { x: first ? [first] : [], y: measures, breakdown: groups.filter((each) => each !== first) };
}

/**
 * The whole panel that OpenObserve wants for a short one, at place `index` of its tab, from 0.
 * @throws {InputError} without a query, with two, or without columns that can be drawn
 */
export function panelFor(intent: PanelIntent, index: number): Readonly<Record<string, unknown>> {
  const { title, sql, promql } = intent;
  if ((sql === undefined) === (promql === undefined))
    throw new InputError(`The panel "${title}" needs exactly one of "sql" and "promql".`);
  const columns = sql === undefined ? [] : columnsOf(sql);
  if (sql !== undefined && columns.length === 0)
    throw new InputError(`The panel "${title}" must name its columns: SELECT * cannot be drawn.`);
  const hasTime = promql !== undefined || columns.some(({ isTime }) => isTime);
  const kind = intent.type ?? (hasTime ? 'line' : columns.length === 1 ? 'stat' : 'table');
  const measures = columns.filter(({ isMeasure }) => isMeasure);
  const groups = columns.filter(({ isMeasure }) => !isMeasure);
  const { x, y, breakdown } = axesOf(kind, columns, measures, groups);
  return {
    id: `Panel_${index + 1}`,
    type: kind === 'stat' ? 'metric' : kind,
    title,
    description: '',
    queryType: sql === undefined ? 'promql' : 'sql',
    config: { show_legends: true },
    queries: [
      {
        query: sql ?? promql,
        customQuery: true,
        fields: {
          stream: streamOf(intent),
          stream_type: intent.streamType ?? (sql === undefined ? 'metrics' : 'logs'),
          x: x.map(axis),
          y: y.map(axis),
          ...(breakdown.length > 0 ? { breakdown: breakdown.map(axis) } : {}),
          filter: { filterType: 'group', logicalOperator: 'AND', conditions: [] },
        },
        config: { promql_legend: '' },
      },
    ],
    layout: {
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      w: WIDTH,
      h: HEIGHT,
      i: index + 1,
    },
  };
}

/** One tab that holds these panels, or none yet: a dashboard without a tab takes no panel later. */
export function tabOf(panels: readonly PanelIntent[]): Readonly<Record<string, unknown>> {
  return { tabId: 'default', name: 'Default', panels: panels.map(panelFor) };
}

/** Whether a panel is given in short: by its query, and without the parts of a full one. */
export function isShortPanel(value: unknown): value is PanelIntent {
  const { queries, sql, promql } = (value ?? {}) as { queries?: unknown; sql?: unknown; promql?: unknown };
  return queries === undefined && (typeof sql === 'string' || typeof promql === 'string');
}

/** The whole panel for a short one that goes into a dashboard there is, whose ID and place OpenObserve finds. */
export function newPanel(intent: PanelIntent): Readonly<Record<string, unknown>> {
  const { layout: _, ...panel } = panelFor(intent, 0);
  return { ...panel, id: '' };
}
