import type { Config } from '../config/options.ts';
import { parseExact } from '../json/exact-json.ts';
import type { MaskedOutcome } from '../result/masked-outcome.ts';
import { toResult } from '../result/result.ts';
import { namesInList, objectName, objectText } from './object-text.ts';

/** What a call came to: in words, and the data that belong to them. */
export interface OutcomeText {
  readonly answer: string;
  readonly link?: string;
  readonly query?: string;
  readonly next?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Shaped {
  readonly link?: string;
  readonly changed?: unknown;
  readonly shown?: number;
  readonly total?: number | null;
  readonly cut?: string;
  readonly range?: { readonly start: string; readonly end: string };
  readonly notes?: readonly string[];
  readonly object?: unknown;
  readonly columns?: readonly string[];
  readonly rows?: readonly unknown[][];
}

/** Whole numbers beyond 2^53 as text: structured content is written by a serializer that does not know them. */
function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withoutBigInts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]));
}

/** The result of a call as a direct caller would get it, as an object. */
export function resultOf(outcome: MaskedOutcome, config: Config): Record<string, unknown> {
  const [block] = toResult(outcome, config).content;
  return withoutBigInts(parseExact(block?.text ?? '{}')) as Record<string, unknown>;
}

/** The same as it stands under `untrusted_data` of an answer: rows and changes beside the rest, one thing as `object`. */
export function shapedOf(outcome: MaskedOutcome, config: Config): Record<string, unknown> {
  const { untrusted_data: data, ...rest } = resultOf(outcome, config);
  if (data === undefined) return rest;
  const isPart = typeof data === 'object' && data !== null && ('rows' in data || 'changed' in data);
  return isPart ? { ...rest, ...data } : { ...rest, object: data };
}

const READS = /^(?:Read|Show) (?:an? )?/;

const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** How many a list has, such as `1 dashboard`, `No functions` or `20 of 57 streams`. */
function listed(things: string, shown: number, all: number | null | undefined): string {
  if (all !== shown) return `${shown} of ${all ?? 'more'} ${things}`;
  if (all === 0) return `No ${things}`;
  return `${all} ${all === 1 ? things.replace(/s(?= (?:of|with|by) |$)/, '') : things}`;
}

/** What a read came to, as a sentence. */
function readText(
  { title }: MaskedOutcome['row'],
  { shown, total, cut, range, columns = [], rows = [] }: Shaped,
  named: string | null,
): string {
  const all = total ?? (cut === undefined ? shown : undefined);
  const from = range === undefined || shown === undefined ? '' : ` from ${range.start} to ${range.end}`;
  const [, things] = /^List (.+)$/.exec(title) ?? [];
  if (things !== undefined && shown !== undefined) {
    const names = all === shown ? namesInList(columns, rows) : '';
    return `${listed(things, shown, all)}${from}${names === '' ? '' : `: ${names}`}`;
  }
  const what = named === null ? title : `${capitalized(title.replace(READS, ''))} "${named}"`;
  return shown === undefined ? what : `${what}: ${listed('rows', shown, all).toLowerCase()}${from}`;
}

/** What any call came to, without knowing what it was about. `named`: what it was done to, as a sentence has it. */
export function describeOutcome(
  outcome: MaskedOutcome,
  config: Config,
  named: string | null = null,
): OutcomeText {
  const { row } = outcome;
  const shaped = shapedOf(outcome, config);
  const { link, changed, cut, notes = [], object } = shaped as Shaped;
  const told = row.access === 'read' ? objectText(row, object) : null;
  const done =
    row.access === 'read'
      ? `${readText(row, shaped, named ?? (told && objectName(object)))}${told === null ? '.' : `: ${told.says}`}`
      : `Done: ${row.title}${named === null ? '' : ` "${named}"`}.`;
  const nothing = typeof changed === 'string' ? ` It changed ${changed}.` : '';
  return {
    answer: [`${done}${nothing}`, ...(cut === undefined ? [] : [cut]), ...notes].join(' '),
    ...(link === undefined ? {} : { link }),
    ...(told?.query === undefined ? {} : { query: told.query }),
    data: shaped,
  };
}
