import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { WayConfig } from './connection-options.ts';
import { headerProblem } from './values.ts';
import { watchFile } from './watched-file.ts';

/** Headers for each request to OpenObserve, as they are just now. */
export type OwnHeaders = () => Readonly<Record<string, string>>;

type Headers = Readonly<Record<string, string>>;

const NONE: Headers = {};

/** @throws {ConfigError} with the number of the line, and never its value */
function parseLines(text: string): Headers {
  const headers: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    const problem = colon < 1 ? 'must be "name: value"' : headerProblem(name, value);
    if (problem !== null)
      throw new ConfigError(`The file named by O2_HEADERS_FILE: line ${index + 1} ${problem}.`);
    headers[name] = value;
  }
  return headers;
}

/**
 * The headers of `O2_HEADERS`, and those of the file over them. `hide` is told of what the file holds.
 * @throws {ConfigError} when the file cannot be read or is wrong
 */
export function createOwnHeaders(
  { headers, headersFile }: Pick<WayConfig, 'headers' | 'headersFile'>,
  log: Log,
  hide: (secrets: readonly string[]) => void,
): OwnHeaders {
  const fixed = headers ?? NONE;
  if (headersFile === null) return () => fixed;
  const file = watchFile({
    path: headersFile,
    variable: 'O2_HEADERS_FILE',
    parse(text) {
      const found = parseLines(text);
      hide(Object.values(found));
      return { ...fixed, ...found };
    },
    nothing: fixed,
    log,
  });
  return () => file.current();
}
