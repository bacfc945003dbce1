import type { ZodType } from 'zod';
import { ConfigError } from '../errors.ts';

/**
 * Makes a parser for YAML or JSON of a given form. Loaded with the first file: few servers have one.
 * The parser throws a ConfigError of one line, with the place but never the value, which may be a secret.
 */
export async function settingsParser<T>(
  variable: string,
  schemaOf: (zod: typeof import('zod')) => ZodType<T>,
): Promise<(text: string) => T> {
  const [{ parseDocument }, zod] = await Promise.all([import('yaml'), import('zod')]);
  const schema = schemaOf(zod);
  return (text) => {
    const document = parseDocument(text);
    const [broken] = document.errors;
    if (broken) {
      const line = broken.linePos?.[0].line;
      throw new ConfigError(
        `The file named by ${variable} is no valid YAML or JSON${line === undefined ? '' : ` (line ${line})`}.`,
      );
    }
    const result = schema.safeParse(document.toJS());
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const place = issue?.path.map(String).join('.') || 'its top';
    throw new ConfigError(`The file named by ${variable} is wrong at ${place}: ${issue?.message}.`);
  };
}
