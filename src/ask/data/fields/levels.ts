import type { FieldEntry } from './field.ts';

/** How bad a record is, in the order of badness. */
export type LevelClass = 'trace' | 'debug' | 'info' | 'notice' | 'warn' | 'error' | 'fatal';

const WORDS: Readonly<Record<LevelClass, string>> = {
  trace: 'trace trc verbose finest finer silly t v',
  debug: 'debug dbg fine depuracion depuracao debogage d',
  info: 'info information informational inf information i config ok hinweis informacion informacao informations success audit_success normal',
  notice: 'notice note notification aviso_informativo',
  warn: 'warn warning wrn warnung avertissement advertencia aviso alerta w warnhinweis attention',
  error: 'error err erro erreur fehler e failure failed severe schwerwiegend falha fallo eror audit_failure',
  fatal: 'fatal critical crit emergency emerg alert panic kritisch critique critico fatale f c dpanic',
};

const CLASS_OF: ReadonlyMap<string, LevelClass> = new Map(
  (Object.entries(WORDS) as [LevelClass, string][]).flatMap(([level, words]) =>
    words.split(' ').map((word) => [word, level] as const),
  ),
);

const foldedLevel = (value: string) =>
  value
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** The class of a level written as a word or its first letter; null where it is none, as `c-110` is. */
export function levelOf(value: string): LevelClass | null {
  const folded = foldedLevel(value);
  return folded.length === 1 && /\d/.test(value) ? null : (CLASS_OF.get(folded) ?? null);
}

type Scheme = (level: number) => LevelClass | null;

const syslog: Scheme = (level) =>
  (['fatal', 'fatal', 'fatal', 'error', 'warn', 'notice', 'info', 'debug'] as const)[level] ?? null;
const windows: Scheme = (level) =>
  (['info', 'fatal', 'error', 'warn', 'info', 'trace'] as const)[level] ?? null;
const openTelemetry: Scheme = (level) =>
  level < 1 || level > 24
    ? null
    : ((['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[Math.floor((level - 1) / 4)] ?? null);
const pino: Scheme = (level) =>
  (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[level / 10 - 1] ?? null;
const python: Scheme = (level) =>
  (['debug', 'info', 'warn', 'error', 'fatal'] as const)[level / 10 - 1] ?? null;

/** How numbers of a field tell levels; null where they do not. The most frequent level is no error, and tells two schemes apart. */
function schemeOf(field: FieldEntry, numbers: readonly number[]): Scheme | null {
  const [most] = numbers;
  if (most === undefined || numbers.some((each) => !Number.isInteger(each) || each < 0)) return null;
  const greatest = Math.max(...numbers);
  const isNumbered = field.words.includes('number');
  if (numbers.every((each) => each % 10 === 0 && each > 0) && greatest <= 60)
    return numbers.includes(60) || most === 30 ? pino : python;
  if (greatest > 24) return null;
  if (greatest > 7 || isNumbered) return openTelemetry;
  return greatest <= 5 && (most === 4 || most === 0) && !numbers.includes(0) ? windows : syslog;
}

/** The class of each value of a level-like field: `ERROR`, `Warning`, `FEHLER`, syslog's 0 to 7 and the like. Empty for other fields. */
export function levelClasses(field: FieldEntry): ReadonlyMap<string, LevelClass> {
  const values = field.values ?? [];
  const scheme =
    field.type === 'whole'
      ? schemeOf(
          field,
          values.map(({ value }) => Number(value)),
        )
      : null;
  const classOf = (value: string) => (scheme ? scheme(Number(value)) : levelOf(value));
  return new Map(
    values.flatMap(({ value }) => {
      const level = classOf(value);
      return level === null ? [] : [[value, level] as const];
    }),
  );
}
