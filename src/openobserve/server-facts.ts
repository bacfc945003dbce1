import { parseExact } from '../exact-json.ts';
import type { OpenObserveClient } from './client.ts';

/** What a server says of itself on /config, which needs no credential. A gateway may hide it: both may be null. */
export interface ServerFacts {
  /** For example `v0.91.5`. */
  readonly version: string | null;
  /** `opensource` or `enterprise`. */
  readonly edition: string | null;
}

/** The facts of the server behind a client; asked for once in a while, and never a reason to fail. */
export type LearnServerFacts = (signal: AbortSignal) => Promise<ServerFacts>;

const UNKNOWN: ServerFacts = { version: null, edition: null };
const PATIENCE_MS = 5000;
const LIFE_MS = 600_000;
const LIFE_UNKNOWN_MS = 30_000;
const REQUEST = {
  method: 'GET',
  path: '/config',
  query: [],
  contentType: null,
  body: null,
  access: 'read',
} as const;

export async function readServerFacts(client: OpenObserveClient, signal: AbortSignal): Promise<ServerFacts> {
  try {
    const { status, text } = await client.send(
      REQUEST,
      AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    );
    if (status !== 200) return UNKNOWN;
    const { version, build_type: edition } = parseExact(text) as { version?: unknown; build_type?: unknown };
    return {
      version: typeof version === 'string' ? version : null,
      edition: typeof edition === 'string' ? edition : null,
    };
  } catch {
    return UNKNOWN;
  }
}

export function createLearnServerFacts(client: OpenObserveClient, nowMs: () => number): LearnServerFacts {
  let known: { readonly facts: ServerFacts; readonly untilMs: number } | null = null;
  return async (signal) => {
    if (known === null || known.untilMs < nowMs()) {
      const facts = await readServerFacts(client, signal);
      known = { facts, untilMs: nowMs() + (facts.version === null ? LIFE_UNKNOWN_MS : LIFE_MS) };
    }
    return known.facts;
  };
}

const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/** Whether `version` came before `other`, both like `v0.91.5` or `v0.91.5-rc1`. */
export function isOlder(version: string, other: string): boolean {
  const theirs = numbersOf(other);
  for (const [index, number] of numbersOf(version).entries()) {
    const wanted = theirs[index] ?? 0;
    if (number !== wanted) return number < wanted;
  }
  return false;
}
