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
  /**
   * Asks at most once in a while, with whichever client asks first: the answer is the same for all. `maxAgeMs`: how old
   * it may be at most.
   */
  learn(signal: AbortSignal, client?: OpenObserveClient, maxAgeMs?: number): Promise<ServerFacts>;
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

/** Read release and edition of an OpenObserve. @throws {OpenObserveMcpError} when it cannot be read */
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

/** What is known of a server, read when first needed: its version and limits. */
export function createServerKnowledge(client: OpenObserveClient, nowMs: () => number): ServerKnowledge {
  let known: { readonly facts: ServerFacts; readonly learnedMs: number } | null = null;
  const isFresh = (maxAgeMs: number) => {
    const lifeMs = known?.facts.version == null ? LIFE_UNKNOWN_MS : LIFE_MS;
    return known !== null && nowMs() - known.learnedMs <= Math.min(lifeMs, maxAgeMs);
  };
  const learn = async (signal: AbortSignal, asking = client, maxAgeMs = LIFE_MS) => {
    if (known === null || !isFresh(maxAgeMs)) {
      const facts = await readServerFacts(asking, signal);
      known = { facts, learnedMs: nowMs() };
    }
    return known.facts;
  };
  return { learn, soFar: () => known?.facts ?? UNKNOWN };
}
