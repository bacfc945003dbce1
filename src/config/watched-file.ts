import { readFileSync, statSync } from 'node:fs';
import { ConfigError, toMessage } from '../errors.ts';
import type { Log } from '../log.ts';

const LOOK_AGAIN_MS = 500;
/** A file that is replaced may be gone for a moment; one that stays away was taken away. */
const GONE_MS = 5000;

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

/** What changes with the content; null where there is none. */
function stampOf(path: string): string | null {
  const state = statSync(path, { throwIfNoEntry: false });
  return state === undefined || state.size === 0 ? null : `${state.mtimeMs} ${state.size} ${state.ino}`;
}

/**
 * Reads `path` now and again whenever it has changed and then stayed the same for a while, so that a content that is
 * only half written does not count. A later content that is wrong is logged, and the last right one stays. When the file
 * stays away or empty, nobody is let in by it any more.
 * @throws {ConfigError} when it cannot be read, or is wrong at the start
 */
export function watchFile<T>({ path, variable, parse, nothing, log }: WatchOptions<T>): WatchedFile<T> {
  function read(): T {
    try {
      return parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      throw new ConfigError(
        `The file named by ${variable} cannot be read (${reason}). Check its path and rights.`,
        { cause: error },
      );
    }
  }

  let value = read();
  let taken = stampOf(path) ?? '';
  let seen = taken;
  let lookedAtMs = performance.now();
  let goneSinceMs: number | null = null;

  /** What counts of a file that is not there, or is there without content. */
  function withoutFile(): void {
    const now = performance.now();
    goneSinceMs ??= now;
    if (now - goneSinceMs < GONE_MS || value === nothing) return;
    value = nothing;
    taken = '';
    log.error(`The file named by ${variable} is gone or empty: what it allowed is allowed no more.`);
  }

  function look(): void {
    const stamp = stampOf(path);
    if (stamp === null) {
      withoutFile();
      return;
    }
    goneSinceMs = null;
    const isSettled = stamp === seen;
    seen = stamp;
    if (!isSettled || stamp === taken) return;
    taken = stamp;
    try {
      value = read();
      log.info(`The file named by ${variable} was read again.`);
    } catch (error) {
      log.error(`${variable} stays as it was: ${toMessage(error)}`);
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
