import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';
import type { Exchange } from '../helpers/exchanges.ts';

/** Identifiers differ from run to run: those of the recording are taken for ours, once an answer has shown both. */
export interface Identifiers {
  /** The exchange with our identifiers in the place of the recorded ones that are known. */
  translated(exchange: Exchange): Exchange;
  /** Pair the identifiers of a recorded answer with those that stand in the same places of ours. */
  learn(ours: unknown, theirs: unknown): void;
}

/** KSUIDs, snowflakes and hashes; recorded times as dashboards and reports show them. */
const FORMS = [/^[0-9A-Za-z]{27}$/, /^\d{17,20}$/, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/];
const formOf = (text: unknown) => FORMS.find((form) => typeof text === 'string' && form.test(text));

export function createIdentifiers(): Identifiers {
  const known = new Map<string, string>();

  function learn(ours: unknown, theirs: unknown): void {
    if (typeof theirs === 'string') {
      const form = formOf(theirs);
      if (form && !known.has(theirs) && typeof ours === 'string' && form.test(ours)) known.set(theirs, ours);
    } else if (typeof theirs === 'object' && theirs !== null && typeof ours === 'object' && ours !== null) {
      for (const [key, value] of Object.entries(theirs)) learn((ours as Record<string, unknown>)[key], value);
    }
  }

  return {
    learn,
    translated(exchange) {
      if (known.size === 0) return exchange;
      const pattern = new RegExp(`(?<![0-9A-Za-z])(?:${[...known.keys()].join('|')})(?![0-9A-Za-z])`, 'g');
      const text = stringifyExact(exchange).replaceAll(pattern, (id) => known.get(id) ?? id);
      return parseExact(text) as Exchange;
    },
  };
}
