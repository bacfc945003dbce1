import type { Config } from '../config/options.ts';
import { parseExact } from '../json/exact-json.ts';
import type { Outcome } from '../call/outcome.ts';
import { toResult } from '../result/result.ts';

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
  readonly received?: number;
  readonly total?: number;
  readonly range?: { readonly start: string; readonly end: string };
  readonly notes?: readonly string[];
}

/** Whole numbers beyond 2^53 as text: structured content is written by a serialiser that does not know them. */
function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withoutBigInts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]));
}

/** The result of a call as a direct caller would get it, as an object. */
export function shapedOf(outcome: Outcome, config: Config): Record<string, unknown> {
  const [block] = toResult(outcome, config).content;
  return withoutBigInts(parseExact(block?.text ?? '{}')) as Record<string, unknown>;
}

/** What any call came to, without knowing what it was about. `named`: what it was done to, where that has a name. */
export function describeOutcome(outcome: Outcome, config: Config, named: string | null = null): OutcomeText {
  const { row } = outcome;
  const shaped = shapedOf(outcome, config);
  const { link, changed, shown, received, total, range, notes = [] } = shaped as Shaped;
  const all = total ?? received ?? shown;
  const count = all === undefined ? '' : all === shown ? `: ${all}` : `: ${shown} of ${all}`;
  const from = range === undefined || count === '' ? '' : ` rows from ${range.start} to ${range.end}`;
  const what = named === null ? row.title : `${row.title} "${named}"`;
  const done = row.access === 'read' ? `${what}${count}${from}.` : `Done: ${what}.`;
  const nothing = typeof changed === 'string' ? ` It changed ${changed}.` : '';
  return {
    answer: [`${done}${nothing}`, ...notes].join(' '),
    ...(link === undefined ? {} : { link }),
    data: shaped,
  };
}
