import { readFileSync, statSync } from 'node:fs';
import { ConfigError, toMessage } from '../../errors.ts';
import type { Log } from '../../log.ts';

const LOOK_AGAIN_MS = 1000;

/** The parsed content of a file, always as new as the last second. */
export interface WatchedFile<T> {
  current(): T;
}

interface WatchOptions<T> {
  readonly path: string;
  /** Name of the setting, for messages. */
  readonly variable: string;
  /** @throws {ConfigError} one line on what is wrong; it must not hold a secret */
  readonly parse: (text: string) => T;
  readonly log: Log;
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
}

/**
 * Reads `path` now and again whenever it has changed. A later content that is wrong is logged, and the last right one stays.
 * @throws {ConfigError} when it cannot be read, or is wrong at the start
 */
export function watchFile<T>({ path, variable, parse, log }: WatchOptions<T>): WatchedFile<T> {
  function read(): { stamp: string; value: T } {
    try {
      return { stamp: stampOf(path), value: parse(readFileSync(path, 'utf8')) };
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      throw new ConfigError(
        `The file named by ${variable} cannot be read (${reason}). Check its path and rights.`,
        {
          cause: error,
        },
      );
    }
  }

  let { stamp, value } = read();
  let lookedAtMs = performance.now();
  return {
    current() {
      if (performance.now() - lookedAtMs < LOOK_AGAIN_MS) return value;
      lookedAtMs = performance.now();
      try {
        const now = stampOf(path);
        if (now === stamp) return value;
        stamp = now;
        value = read().value;
        log.info(`The file named by ${variable} was read again.`);
      } catch (error) {
        const why = error instanceof ConfigError ? error.message : 'The file is gone.';
        log.error(`${variable} stays as it was: ${why || toMessage(error)}`);
      }
      return value;
    },
  };
}
