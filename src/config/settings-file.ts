import type { ZodType } from 'zod';
import { ConfigError } from '../errors.ts';

/** What forms of files are written with. Each is named: a whole library would be loaded with every start, as the SDK shares it. */
async function loadForms() {
  const { array, boolean, enum: oneOf, literal, record, strictObject, string, union } = await import('zod');
  return { array, boolean, oneOf, literal, record, strictObject, string, union };
}

/**
 * Makes a parser for YAML or JSON of a given form. Loaded with the first file: few servers have one.
 * The parser throws a ConfigError of one line, with the place but never the value, which may be a secret.
 */
export async function settingsParser<T>(
  variable: string,
  schemaOf: (forms: Awaited<ReturnType<typeof loadForms>>) => ZodType<T>,
): Promise<(text: string) => T> {
  const [{ parseDocument }, forms] = await Promise.all([import('yaml'), loadForms()]);
  const schema = schemaOf(forms);
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
