/** A gateway whose way of naming people is known. */
export type GatewayKind = 'kong' | 'contextforge' | 'cloudflare' | 'bifrost';

/** So many calls in so much time. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

/** What a key opens. It only ever narrows the settings. */
export interface KeyPermissions {
  /** Stands for the key in audit lines and approvals; the key itself is nowhere shown. */
  readonly name: string;
  /** Null for a caller whose word on who a person is counts for nothing. */
  readonly gateway: GatewayKind | null;
  /** Header in which the gateway names the person, instead of its usual ones. */
  readonly identityHeader: string | null;
  readonly profile: string | null;
  readonly toolsets: readonly string[];
  /** Names of the OpenObserves that it opens; none is all of them. */
  readonly instances: readonly string[];
  readonly readOnly: boolean;
  readonly rate: Rate | null;
}

/** The grant of a caller about whom nothing special is said. */
export function defaultPermissions(name: string): KeyPermissions {
  return {
    name,
    gateway: null,
    identityHeader: null,
    profile: null,
    toolsets: [],
    instances: [],
    readOnly: false,
    rate: null,
  };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** `600/min` as a rate; null for anything else. */
export function parseRate(text: string): Rate | null {
  const [, count, unit] = /^(\d+)\s*\/\s*([smh])[a-z]*$/.exec(text.trim()) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) return null;
  return { count: Number(count), seconds: SECONDS[unit] ?? 1 };
}
