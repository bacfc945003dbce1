import { parseExact } from '../json/exact-json.ts';
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

/** What is known of the server behind a client. */
export interface ServerKnowledge {
  /** Asks at most once in a while, with whichever client asks first: the answer is the same for all. */
  learn(signal: AbortSignal, client?: OpenObserveClient): Promise<ServerFacts>;
  /** What was learnt last, without asking. */
  soFar(): ServerFacts;
}

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

export function createServerKnowledge(client: OpenObserveClient, nowMs: () => number): ServerKnowledge {
  let known: { readonly facts: ServerFacts; readonly untilMs: number } | null = null;
  const learn = async (signal: AbortSignal, asking = client) => {
    if (known === null || known.untilMs < nowMs()) {
      const facts = await readServerFacts(asking, signal);
      known = { facts, untilMs: nowMs() + (facts.version === null ? LIFE_UNKNOWN_MS : LIFE_MS) };
    }
    return known.facts;
  };
  return { learn, soFar: () => known?.facts ?? UNKNOWN };
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
