import type { Access } from '../contract/tool.ts';

const BUSY = new Set([429, 502, 503, 504]);
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'ERR_READING_RESPONSE_STREAM',
  'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
]);
const MAX_ATTEMPTS = 4;

/** What one attempt came to: an HTTP status, or the code of the error that ended it. */
export interface Attempt {
  /** 1 for the first. */
  readonly count: number;
  readonly access: Access;
  readonly status: number | null;
  readonly errorCode: string | null;
  /** The Retry-After header as sent, null without one. */
  readonly retryAfter: string | null;
  /** What is left of the deadline of the whole call. */
  readonly remainingMs: number;
}

/** How long a Retry-After header asks to wait, as seconds or a date; null for none and for what is neither. */
export function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - Date.now());
}

/**
 * How long to wait before the next attempt, in ms; null when there must be none. Reads are tried again while
 * OpenObserve is busy or unreachable; writes only when the connection was refused, since nothing was sent then.
 */
export function retryDelayMs({
  count,
  access,
  status,
  errorCode,
  retryAfter,
  remainingMs,
}: Attempt): number | null {
  if (count >= MAX_ATTEMPTS) return null;
  const mayRepeat =
    access === 'read'
      ? (status !== null && BUSY.has(status)) || (errorCode !== null && BROKEN.has(errorCode))
      : errorCode === 'ECONNREFUSED';
  if (!mayRepeat) return null;
  const delayMs = retryAfterMs(retryAfter) ?? 200 * 2 ** (count - 1) * (0.75 + Math.random() / 2);
  return delayMs < remainingMs ? delayMs : null;
}
