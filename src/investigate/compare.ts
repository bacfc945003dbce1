import { identifier, literal } from '../ask/data/sql.ts';
import type { DataRow } from '../ask/data/source.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { textOf } from '../json/exact-json.ts';
import { maskSecrets } from '../redact/patterns.ts';
import { type OwnToolAnswer, rangeText } from '../result/body.ts';
import { nameWithUnit, rounded } from '../result/values.ts';
import { measureOf } from './measure.ts';
import {
  durationIn,
  expressionIn,
  type Range,
  rangeIn,
  streamIn,
  textIn,
  type ToolSetting,
} from './tool-arguments.ts';

const MOST_GROUPS = 100;
const MOST_SHOWN = 30;
const COUNTED = /^\s*(?:count|sum|approx_distinct)\s*\(/i;
/** Values that stand in a query without quotes. */
const IS_PLAIN_VALUE = /^(?:-?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?|true|false)$/i;

/** One of the two that are compared. */
interface Side {
  /** Its column. */
  readonly name: string;
  readonly range: Range;
  readonly condition: string | null;
}

const keyOf = ({ g }: DataRow) => (g === null || g === undefined ? '' : textOf(g));

function valuesIn({ values }: Readonly<Arguments>): readonly string[] | null {
  if (values === undefined) return null;
  if (!Array.isArray(values) || values.length !== 2)
    throw new InputError('"values" must be a list of the two values to compare.');
  return values.map(String);
}

/** The two sides of a comparison. @throws {InputError} where only a part of it is said */
function sidesOf(
  args: Readonly<Arguments>,
  range: Range,
  equals: (field: string, value: string) => string,
): readonly [Side, Side] {
  const field = textIn(args, 'field');
  const values = valuesIn(args);
  if ((field === null) !== (values === null))
    throw new InputError('Two values are compared with "field" and "values" together.');
  if (field !== null && values !== null) {
    const side = (value: string): Side => ({ name: value, range, condition: equals(field, value) });
    return [side(values[0] as string), side(values[1] as string)];
  }
  const backUs = durationIn(args, 'with') ?? range.endUs - range.startUs;
  const before = { startUs: range.startUs - backUs, endUs: range.endUs - backUs };
  return [
    { name: 'before', range: before, condition: null },
    { name: 'now', range, condition: null },
  ];
}

/**
 * Both figures of two periods or two values, by group where asked, with difference and ratio. Three reads.
 * @throws {InputError} on wrong arguments
 */
export async function compareSides(args: Readonly<Arguments>, setting: ToolSetting): Promise<OwnToolAnswer> {
  const range = rangeIn(args, setting);
  const stream = await streamIn(args, setting);
  const types = new Map(stream.fields.map(({ name, type }) => [name, type]));
  const equals = (field: string, value: string) => {
    const type = types.get(field) ?? 'text';
    if (type !== 'text' && !IS_PLAIN_VALUE.test(value))
      throw new InputError(`"${field}" holds no text, so "values" must be ${type} values.`);
    return `${identifier(field)} = ${type === 'text' ? literal(value) : value}`;
  };
  const measure = expressionIn(args, 'measure') ?? 'count(*)';
  const by = textIn(args, 'by');
  const [first, second] = sidesOf(args, range, equals);
  const stated = expressionIn(args, 'where');
  const sqlOf = ({ condition }: Side) => {
    const where = [stated, condition].filter((text) => text !== null).map((text) => `(${text})`);
    const group = by === null ? '' : `${identifier(by)} AS g, `;
    return (
      `SELECT ${group}${measure} AS value FROM ${identifier(stream.name)}` +
      `${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}` +
      `${by === null ? '' : ` GROUP BY ${identifier(by)} ORDER BY value DESC NULLS LAST, g`}`
    );
  };
  const rowsOf = async (side: Side) =>
    new Map(
      (
        await setting.source.search(
          { sql: sqlOf(side), type: stream.type, ...side.range, size: MOST_GROUPS },
          setting.signal,
        )
      ).map((row) => [keyOf(row), row.value === null ? null : Number(row.value)]),
    );
  const [left, right] = await Promise.all([rowsOf(first), rowsOf(second)]);
  const { unit, shown } = measureOf(sqlOf(second), 'value', stream.type, setting.searchRow);
  const groupText = (group: string) =>
    by === null ? [] : [(maskSecrets({ [by]: group === '' ? null : group }) as DataRow)[by] ?? null];
  /** A group without rows counts 0 of them, but has no average, and of very many groups some were not read. */
  const figureIn = (side: ReadonlyMap<string, number | null>, group: string) =>
    side.get(group) ?? (COUNTED.test(measure) && side.size < MOST_GROUPS ? 0 : null);
  const rows = [...new Set([...left.keys(), ...right.keys()])]
    .map((group) => {
      const [a, b] = [figureIn(left, group), figureIn(right, group)];
      return { group, a, b, difference: a === null || b === null ? null : b - a };
    })
    .sort((one, other) => Math.abs(other.difference ?? 0) - Math.abs(one.difference ?? 0))
    .map(({ group, a, b, difference }) => [
      ...groupText(group),
      ...[a, b, difference].map((figure) => (figure === null ? null : shown(figure))),
      a === 0 || a === null || b === null ? null : rounded(b / a),
    ]);
  const most = rows.slice(0, MOST_SHOWN);
  const named = (name: string) => (unit === null ? name : nameWithUnit(name, unit));
  const queries = [...new Set([sqlOf(first), sqlOf(second)])];
  const what = `${measure} of ${stream.name}${by === null ? '' : ` by ${by}`}`;
  const ofWhat = first.condition === null ? 'now and before' : 'of two values';
  return {
    parts: {
      head: {
        answer: `${what}, ${ofWhat}${rows.length === 0 ? ': no rows in either' : ''}.`,
        range: rangeText(range),
        ...(first.condition === null ? { baseline: rangeText(first.range) } : {}),
        query: queries.length === 1 ? queries[0] : queries,
      },
      data: {
        columns: [
          ...(by === null ? [] : [by]),
          ...[first.name, second.name, 'difference'].map(named),
          'ratio',
        ],
        rows: most,
      },
      tail: { shown: most.length, total: rows.length < MOST_GROUPS ? rows.length : null },
      cut:
        rows.length > most.length
          ? [`${rows.length - most.length} more groups with smaller differences.`]
          : [],
      notes: [],
    },
    whole: null,
  };
}
