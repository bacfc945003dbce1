import { parseExact } from '../../json/exact-json.ts';
import { UsageError } from '../terminal/failure.ts';

function parseJson(text: string, what: string): unknown {
  try {
    return parseExact(text);
  } catch (error) {
    throw new UsageError(
      `${what} is not valid JSON: ${(error as Error).message.split('\n')[0]}. Text without JSON goes as name=value.`,
    );
  }
}

/**
 * Arguments from the command line: an object in `--args`, then `name=value` (text) and `name:=json`, which win.
 * @throws {UsageError} when one has none of these forms
 */
export function readCallArguments(
  words: readonly string[],
  json: string | undefined,
): Record<string, unknown> {
  const given = json === undefined ? {} : parseJson(json, 'The value of --args');
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError(`The value of --args must be a JSON object, such as --args '{"sql": "SELECT 1"}'.`);
  }
  const args: Record<string, unknown> = { ...given };
  for (const word of words) {
    const match = /^([\w.-]+?)(:?=)(.*)$/s.exec(word);
    if (!match)
      throw new UsageError(
        `"${word}" is no argument: write name=value for text, or name:=json for anything else.`,
      );
    const [, name = '', sign, value = ''] = match;
    args[name] = sign === ':=' ? parseJson(value, `The value of ${name}`) : value;
  }
  return args;
}
