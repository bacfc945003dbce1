import { readFileSync, type Stats, statSync } from 'node:fs';
import { ConfigError, toMessage } from '../errors.ts';
import type { Log } from '../log.ts';

const LOOK_AGAIN_MS = 500;
/** A file that is replaced may be gone for a moment; one that stays away was taken away. */
const GONE_MS = 5000;
/** None that people write is nearly as long, and nothing else runs while one is read. */
const MOST_BYTES = 10 * 1024 ** 2;

/** The parsed content of a file, re-read at most twice a second. */
export interface WatchedFile<T> {
  current(): T;
}

interface WatchOptions<T> {
  readonly path: string;
  /** Name of the setting, for messages. */
  readonly variable: string;
  /** @throws {ConfigError} one line on what is wrong; it must not hold a secret */
  readonly parse: (text: string) => T;
  /** What counts when the file was taken away or emptied. */
  readonly nothing: T;
  readonly log: Log;
}

/** A file with content, wherever links lead; null where there is none. A folder, a device or a pipe is none. */
function stateOf(path: string): Stats | null {
  try {
    const state = statSync(path);
    return state.isFile() && state.size > 0 ? state : null;
  } catch (error) {
    // What may not be looked at may be there as it was.
    if (/^(EACCES|EPERM|EIO)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return null;
  }
}

/** What changes with the content. */
const stampOf = ({ mtimeMs, ctimeMs, size, ino }: Stats) => `${mtimeMs} ${ctimeMs} ${size} ${ino}`;

/**
 * Reads `path` now and again whenever it has changed and then stayed the same for a while, so that a content that is
 * only half written does not count. A later content that is wrong is logged, and the last right one stays. When the file
 * stays away or empty, nobody is let in by it any more.
 * @throws {ConfigError} when it cannot be read, or is wrong at the start
 */
export function watchFile<T>({ path, variable, parse, nothing, log }: WatchOptions<T>): WatchedFile<T> {
  function unreadable(error: unknown): ConfigError {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    return new ConfigError(
      `The file named by ${variable} cannot be read (${reason}). Check its path and permissions.`,
      { cause: error },
    );
  }

  function read(): T {
    try {
      const { size = 0 } = statSync(path);
      if (size > MOST_BYTES)
        throw new ConfigError(
          `The file named by ${variable} is larger than ${MOST_BYTES / 1024 ** 2} MiB, and is not read.`,
        );
      return parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      throw unreadable(error);
    }
  }

  function stampNow(): string | null {
    try {
      const state = stateOf(path);
      return state === null ? null : stampOf(state);
    } catch (error) {
      throw unreadable(error);
    }
  }

  // A stamp from before it is read: what is written meanwhile is another content.
  let taken = stampNow() ?? '';
  let value = read();
  let seen = taken;
  let lookedAtMs = performance.now();
  let goneSinceMs: number | null = null;
  /** The stamp of the content that was told to be wrong; empty for a file that could not be looked at. */
  let refused: string | null = null;

  /** What counts of a file that is not there, or is there without content. */
  function withoutFile(): void {
    const now = performance.now();
    goneSinceMs ??= now;
    if (now - goneSinceMs < GONE_MS || value === nothing) return;
    value = nothing;
    taken = '';
    log.error(`The file named by ${variable} is gone or empty: its permissions are revoked.`);
  }

  /** Tell once why a content, or a file that cannot be looked at, does not count. */
  function refuse(what: string, error: unknown): void {
    if (refused === what) return;
    refused = what;
    log.error(`${variable} stays as it was: ${toMessage(error)}`);
  }

  /** Read a content that has settled, unless it changes under the reading. */
  function take(stamp: string): void {
    try {
      const next = read();
      if (stampNow() !== stamp) return;
      taken = stamp;
      value = next;
      log.info(`The file named by ${variable} was read again.`);
    } catch (error) {
      refuse(stamp, error);
    }
  }

  function look(): void {
    try {
      const stamp = stampNow();
      if (stamp === null) {
        withoutFile();
        return;
      }
      goneSinceMs = null;
      const isSettled = stamp === seen;
      seen = stamp;
      if (isSettled && stamp !== taken && stamp !== refused) take(stamp);
    } catch (error) {
      refuse('', error);
    }
  }

  return {
    current() {
      if (performance.now() - lookedAtMs < LOOK_AGAIN_MS) return value;
      lookedAtMs = performance.now();
      look();
      return value;
    },
  };
}
