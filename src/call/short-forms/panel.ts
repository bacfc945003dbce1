import { InputError } from '../../errors.ts';

/** A place in `fields` of a query: of these a list of columns, */
type ListPlace = 'x' | 'y' | 'z' | 'breakdown';
/** and of these one column. */
type ColumnPlace =
  | 'latitude'
  | 'longitude'
  | 'weight'
  | 'name'
  | 'value_for_maps'
  | 'source'
  | 'target'
  | 'value';
type Place = ListPlace | ColumnPlace;

/** Where a kind of chart wants the columns of its query. */
interface Shape {
  /** Categories, one in each place; null for any number, all in x. */
  readonly categories: readonly Place[] | null;
  /** So many categories must be there. */
  readonly least: number;
  readonly measures: Place;
  readonly mostMeasures: number;
}

const shape = (categories: Shape['categories'], least: number, measures: Place, mostMeasures = 1): Shape => ({
  categories,
  least,
  measures,
  mostMeasures,
});

const OVER_X = shape(['x', 'breakdown'], 1, 'y', Infinity);
const STACKED = shape(['x', 'breakdown'], 2, 'y', Infinity);
const SLICES = shape(['x'], 1, 'y');

/**
 * The kinds of charts, as short forms name them, and what OpenObserve's own editor asks of the columns of each.
 * @see https://github.com/openobserve/openobserve/blob/main/schemas/dashboard-v8.schema.json
 */
const SHAPES = {
  line: OVER_X,
  area: OVER_X,
  bar: OVER_X,
  'h-bar': OVER_X,
  scatter: OVER_X,
  stacked: STACKED,
  'h-stacked': STACKED,
  'area-stacked': { ...STACKED, mostMeasures: 1 },
  pie: SLICES,
  donut: SLICES,
  table: shape(null, 0, 'y', Infinity),
  stat: shape([], 0, 'y'),
  gauge: shape(['x'], 0, 'y'),
  heatmap: shape(['x', 'y'], 2, 'z'),
  geomap: shape(['latitude', 'longitude'], 2, 'weight'),
  maps: shape(['name'], 1, 'value_for_maps'),
  sankey: shape(['source', 'target'], 2, 'value'),
} as const satisfies Readonly<Record<string, Shape>>;

/** A kind of chart, as short forms name it. */
export type PanelKind = keyof typeof SHAPES;

/** What a map is drawn with, which its renderer does not do without. */
const MAP_CONFIG: Partial<Record<PanelKind, Readonly<Record<string, unknown>>>> = {
  geomap: {
    base_map: { type: 'osm' },
    map_view: { zoom: 1, lat: 0, lng: 0 },
    map_symbol_style: { size: 'by Value', size_by_value: { min: 1, max: 100 }, size_fixed: 2 },
  },
  maps: { map_type: { type: 'world' } },
};
const MAP_LAYER: Partial<Record<PanelKind, Readonly<Record<string, unknown>>>> = {
  geomap: { layer_type: 'scatter', weight_fixed: 1 },
};

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

/** `text` with what brackets and quotes enclose blanked out, so that only its own level is looked at. */
function ownLevel(text: string): string {
  let depth = 0;
  let quote = '';
  return [...text]
    .map((character) => {
      const isInside = depth > 0 || quote !== '';
      if (quote !== '') quote = character === quote ? '' : quote;
      else if (character === "'" || character === '"') quote = character;
      else if (character === '(') depth += 1;
      else if (character === ')') depth = Math.max(0, depth - 1);
      return isInside || quote !== '' || depth > 0 ? '_'.repeat(character.length) : character;
    })
    .join('');
}

/** Parts of `text` between commas that no bracket or quote encloses. */
function splitAtCommas(text: string): string[] {
  const ends = [...ownLevel(text).matchAll(/,|$/g)].map(({ index }) => index);
  return ends
    .map((end, index) => text.slice(index === 0 ? 0 : (ends[index - 1] as number) + 1, end).trim())
    .filter((part) => part !== '');
}

/** Anywhere in a column: `round(avg(x), 2)` and `100.0 * sum(a) / count(*)` are measures too. */
const AGGREGATE =
  /\b(?:count|sum|avg|min|max|mean|median|approx_\w+|percentile_\w+|quantile\w*|stddev\w*|var(?:_\w+|iance)?|array_agg|first_value|last_value)\s*\(/i;
const unquoted = (name: string) => name.replace(/^"(.*)"$/, '$1');

interface Column {
  readonly alias: string;
  readonly isMeasure: boolean;
  readonly isTime: boolean;
}

/** The columns that a SELECT gives, by their names in the answer. Empty where they cannot be told, as for `*`. */
function columnsOf(sql: string): Column[] {
  const own = ownLevel(sql);
  const head = /(?<!\w)select\s+(?:distinct\s)?/i.exec(own);
  const begin = head === null ? 0 : head.index + head[0].length;
  const from = head === null ? -1 : own.slice(begin).search(/\sfrom\s/i);
  return splitAtCommas(from < 0 ? '' : sql.slice(begin, begin + from))
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

/** The stream or metric that a panel in short reads; the empty text where its query names none. */
export function streamOf({ sql, promql, stream }: PanelIntent): string {
  const read =
    sql === undefined
      ? /(?<![\w:])([a-z_:][\w:]*)\s*(?:\{|\[|\)|$)/i.exec((promql ?? '').replaceAll(GROUPING, ' '))?.[1]
      : /(?<!\bextract\s{0,3}\(\s{0,3}\w{1,20})\sfrom\s+("[^"]+"|[\w.]+)/i.exec(sql)?.[1];
  return stream ?? unquoted(read ?? '');
}

const LATITUDE = /^lat/i;

/** The columns in the order in which the places of a chart take them: time first, and latitude before longitude. */
function inOrder(kind: PanelKind, categories: readonly Column[]): Column[] {
  const isFirst = ({ alias, isTime }: Column) => (kind === 'geomap' ? LATITUDE.test(alias) : isTime);
  const first = categories.find(isFirst);
  return first ? [first, ...categories.filter((each) => each !== first)] : [...categories];
}

const CATEGORIES = ['no category', 'one category', 'two categories'];

/** What a chart takes, for who gave it something else. */
function wantedBy({ categories, least, mostMeasures }: Shape): string {
  const most = categories?.length ?? 0;
  const groups = `${CATEGORIES[least]}${least < most ? ` or ${CATEGORIES[least + 1]}` : ''}`;
  return `${groups} and ${mostMeasures === 1 ? 'one measure' : 'one measure or more'}`;
}

/**
 * Where the columns of a query go in its chart. Where no column computes anything, those behind the categories are what
 * is measured.
 * @throws {InputError} where the chart has no place for a column, or a place without one
 */
function placed(kind: PanelKind, title: string, columns: readonly Column[]): Array<[Place, Column[]]> {
  const wanted: Shape = SHAPES[kind];
  const { categories: places, least, mostMeasures } = wanted;
  const isComputed = columns.some(({ isMeasure }) => isMeasure);
  const raw = places === null ? 1 : Math.max(least, Math.min(places.length, columns.length - mostMeasures));
  const isMeasure = (column: Column, index: number) => (isComputed ? column.isMeasure : index >= raw);
  const categories = inOrder(
    kind,
    columns.filter((column, index) => !isMeasure(column, index)),
  );
  const measures = columns.filter(isMeasure);
  const isFit =
    categories.length >= least &&
    categories.length <= (places?.length ?? Infinity) &&
    measures.length <= mostMeasures &&
    (measures.length > 0 || places === null || kind === 'geomap');
  if (!isFit)
    throw new InputError(
      `The panel "${title}" is a ${kind}, which takes ${wantedBy(wanted)}. Its query gives ${columns.map(({ alias }) => alias).join(', ')}: select what it takes, or make it a table.`,
    );
  const grouped: Array<[Place, Column[]]> =
    places === null
      ? [['x', categories]]
      : places.map((place, index) => [place, categories.slice(index, index + 1)]);
  return [...grouped, [wanted.measures, measures]];
}

const LISTS: ReadonlySet<Place> = new Set(['x', 'y', 'z', 'breakdown']);

/** The places of a query as OpenObserve keeps them: x and y always, others where something is in them. */
function fieldsOf(given: ReadonlyArray<readonly [Place, readonly Column[]]>): Record<string, unknown> {
  const filled = given.filter(([, columns]) => columns.length > 0);
  return {
    x: [],
    y: [],
    ...Object.fromEntries(
      filled.map(([place, columns]) => {
        const axes = columns.map(axis);
        return [place, LISTS.has(place) ? axes : axes[0]];
      }),
    ),
  };
}

/** The chart of a query that says none: a line for a series over time, a number for one, else a table. */
function kindOf(columns: readonly Column[]): PanelKind {
  const isSeries = columns.some(({ isTime }) => isTime) && columns.some(({ isMeasure }) => isMeasure);
  const groups = columns.filter(({ isMeasure }) => !isMeasure);
  if (isSeries && groups.length <= (SHAPES.line.categories?.length ?? 0)) return 'line';
  return columns.length === 1 ? 'stat' : 'table';
}

/**
 * The whole panel that OpenObserve wants for a short one, at place `index` of its tab, from 0.
 * @throws {InputError} without a query, with two, or without the columns that its chart takes
 */
export function panelFor(intent: PanelIntent, index: number): Readonly<Record<string, unknown>> {
  const { title, sql, promql } = intent;
  if ((sql === undefined) === (promql === undefined))
    throw new InputError(`The panel "${title}" needs exactly one of "sql" and "promql".`);
  const columns = sql === undefined ? [] : columnsOf(sql);
  if (sql !== undefined && columns.length === 0)
    throw new InputError(`The panel "${title}" must name its columns: SELECT * cannot be drawn.`);
  const kind = intent.type ?? (promql === undefined ? kindOf(columns) : 'line');
  return {
    id: `Panel_${index + 1}`,
    type: kind === 'stat' ? 'metric' : kind,
    title,
    description: '',
    queryType: sql === undefined ? 'promql' : 'sql',
    config: { show_legends: true, ...MAP_CONFIG[kind] },
    queries: [
      {
        query: sql ?? promql,
        customQuery: true,
        fields: {
          stream: streamOf(intent),
          stream_type: intent.streamType ?? (sql === undefined ? 'metrics' : 'logs'),
          ...fieldsOf(sql === undefined ? [] : placed(kind, title, columns)),
          filter: { filterType: 'group', logicalOperator: 'AND', conditions: [] },
        },
        config: { promql_legend: '', ...MAP_LAYER[kind] },
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

/** The whole panel for a short one that goes into a dashboard there is. OpenObserve finds its place, and an ID where it has none. */
export function newPanel(intent: PanelIntent & { readonly id?: string }): Readonly<Record<string, unknown>> {
  const { layout: _, ...panel } = panelFor(intent, 0);
  return { ...panel, id: intent.id ?? '' };
}
