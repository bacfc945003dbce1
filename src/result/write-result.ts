import type { Outcome } from '../call/outcome.ts';
import { presented } from './values.ts';

/** Fields of an answer to a write that say what was made, and what a later call needs. */
const KEPT =
  /^(?:id|\w*_id|[a-z]+Id|identifier|name|\w*_name|title|hash|version|enabled|email|user|successful|failed)$/;
/** The caller knows these, or they only repeat that it was done. */
const KNOWN = new Set(['org_id', 'setting_id', 'internal_trace_id', 'user_id']);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown) => value !== null && value !== undefined && typeof value !== 'object';

/** The fields that say what was made, those of an object inside of the answer too. */
function made(value: Fields, reveals: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (reveals.includes(key) || (isScalar(item) && KEPT.test(key) && !KNOWN.has(key))) found[key] = item;
    else if (Array.isArray(item) && item.length > 0 && item.every(isObject)) {
      const each = item.map((inner) => made(inner, reveals)).filter((inner) => Object.keys(inner).length > 0);
      if (each.length > 0) found[key] = each;
    } else if (isObject(item))
      for (const [name, inner] of Object.entries(made(item, reveals))) found[name] ??= inner;
  }
  return found;
}

/** What a write made, in short: identifiers and names, whether it is switched on, and what is shown this once. */
export function writtenOf({ row, args }: Outcome, value: unknown): Fields {
  const isMade = row.method === 'POST' && row.places.enabled?.some((place) => place.in === 'body') === true;
  const state = isMade ? { enabled: args.enabled === true } : {};
  if (Array.isArray(value) && value.every(isObject))
    return { ...state, items: value.map((item) => made(item, row.reveals)) };
  if (!isObject(value)) return state;
  return { ...state, ...(presented(made(value, row.reveals), { units: {}, isWhole: true }) as Fields) };
}
