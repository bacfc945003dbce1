import { identifier, literal } from '../ask/data/sql.ts';
import type { DataRow } from '../ask/data/source.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import {
  durationIn,
  expressionIn,
  type Range,
  rangeIn,
  streamIn,
  textIn,
  type ToolSetting,
} from './tool-arguments.ts';

const HOUR_US = 3600e6;
const MOST_GROUPS = 100;
const MOST_SHOWN = 30;
/** Values that stand in a query without quotes. */
const IS_PLAIN_VALUE = /^(?:-?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?|true|false)$/i;

interface Side {
  readonly name: string;
  readonly range: Range;
  readonly condition: string | null;
}

/** Whole numbers stay exact; of others the digits beyond the sixth come from the calculation. */
const rounded = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));
const keyOf = ({ g }: DataRow) => (g === null || g === undefined ? '' : String(g));

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
  iso: (us: number) => string,
): readonly [Side, Side] {
  const field = textIn(args, 'field');
  const values = valuesIn(args);
  if ((field === null) !== (values === null))
    throw new InputError('Two values are compared with "field" and "values" together.');
  if (field !== null && values !== null) {
    const side = (value: string): Side => ({
      name: `${field} = ${value}`,
      range,
      condition: equals(field, value),
    });
    return [side(values[0] as string), side(values[1] as string)];
  }
  const backUs = durationIn(args, 'with') ?? range.endUs - range.startUs;
  const before = { startUs: range.startUs - backUs, endUs: range.endUs - backUs };
  const named = (each: Range): Side => ({
    name: `${iso(each.startUs)} to ${iso(each.endUs)}`,
    range: each,
    condition: null,
  });
  return [named(before), named(range)];
}

/**
 * Both figures of two periods or two values, by group where asked, with difference and ratio. Three reads.
 * @throws {InputError} on wrong arguments
 */
export async function compareSides(
  args: Readonly<Arguments>,
  setting: ToolSetting,
  iso: (us: number) => string,
) {
  const range = rangeIn(args, setting, HOUR_US);
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
  const [first, second] = sidesOf(args, range, equals, iso);
  const stated = expressionIn(args, 'where');
  const sqlOf = ({ condition }: Side) => {
    const where = [stated, condition].filter((text) => text !== null).map((text) => `(${text})`);
    const group = by === null ? '' : `${identifier(by)} AS g, `;
    return (
      `SELECT ${group}${measure} AS value FROM ${identifier(stream.name)}` +
      `${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}` +
      `${by === null ? '' : ` GROUP BY ${identifier(by)} ORDER BY value DESC`}`
    );
  };
  const rowsOf = async (side: Side) =>
    new Map(
      (
        await setting.source.search(
          { sql: sqlOf(side), type: stream.type, ...side.range, size: MOST_GROUPS },
          setting.signal,
        )
      ).map((row) => [keyOf(row), Number(row.value ?? 0)]),
    );
  const [left, right] = await Promise.all([rowsOf(first), rowsOf(second)]);
  const rows = [...new Set([...left.keys(), ...right.keys()])]
    .map((group) => {
      const [a, b] = [left.get(group) ?? 0, right.get(group) ?? 0];
      return {
        ...(by === null ? {} : { group }),
        first: rounded(a),
        second: rounded(b),
        difference: rounded(b - a),
        ratio: a === 0 ? null : rounded(b / a),
      };
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  return {
    answer: `${measure} of ${stream.name}${by === null ? '' : ` by ${by}`}: ${rows.length === 0 ? 'no rows in either' : `first is ${first.name}, second is ${second.name}`}.`,
    sides: { first: first.name, second: second.name },
    untrusted_data: rows.slice(0, MOST_SHOWN),
    ...(rows.length > MOST_SHOWN
      ? { notes: [`${rows.length - MOST_SHOWN} more groups with smaller differences.`] }
      : {}),
    query: { first: sqlOf(first), second: sqlOf(second) },
  };
}
