import { createRedactKnown } from './redact/known-secrets.ts';
import { escapedControls } from './redact/control-characters.ts';

/** Level of a log line, from the least to the most important. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Writes one line for each entry. `fields` are shown as JSON. */
export interface Log {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** What a log writes, and where. */
export interface LogOptions {
  /** Entries below it are dropped. */
  readonly level: LogLevel;
  /** Texts that never appear. Read at each entry, so that a Set may grow later. */
  readonly secrets: Iterable<string>;
  /** Where lines go; stderr, because stdout may belong to the protocol. */
  readonly write?: (line: string) => void;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Shorter secrets would blot out ordinary words. */
const SHORTEST_SECRET = 4;

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return value;
  return { ...value, name: value.name, message: value.message, stack: value.stack, cause: value.cause };
}

/** A log on stderr: time, level, message and fields in one line, with every secret masked. */
export function createLog({ level, secrets, write = (line) => process.stderr.write(line) }: LogOptions): Log {
  const lowest = LEVELS.indexOf(level);
  const hide = createRedactKnown(secrets, SHORTEST_SECRET);
  function writer(entryLevel: LogLevel) {
    return (message: string, fields?: object) => {
      if (LEVELS.indexOf(entryLevel) < lowest) return;
      const details = fields === undefined ? '' : ` ${JSON.stringify(fields, plain)}`;
      const text = escapedControls(`${message}${details}`.replaceAll(/\r?\n/g, ' '));
      write(`${hide(`${new Date().toISOString()} ${entryLevel} ${text}`)}\n`);
    };
  }
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}
