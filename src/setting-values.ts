import * as z from 'zod';
import { normaliseBaseUrl } from './openobserve/base-url.ts';

// Messages go on after the name of a flag or variable: "must be ...".

/** Any text that is not empty. */
export const text = z.string().min(1, 'must not be empty');
/** Names joined by commas. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A whole number within bounds, written in digits. */
export function wholeNumber(minimum: number, maximum: number) {
  const problem = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d+$/, problem)
    .transform(Number)
    .refine((number) => number >= minimum && number <= maximum, problem);
}

/** A number with one of the units; a bare number counts in the unit named by the empty string. */
export function quantity(
  units: Readonly<Record<string, number>>,
  minimum: number,
  maximum: number,
  problem: string,
) {
  return z.string().transform((value, context) => {
    const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value);
    const factor = match ? units[(match[2] ?? '').toLowerCase()] : undefined;
    const number = match && factor ? Math.round(Number(match[1]) * factor) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    context.addIssue(problem);
    return z.NEVER;
  });
}

/** A switch in the words that people use. */
export const yesOrNo = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], 'must be true or false'))
  .transform((value) => ['true', '1', 'yes', 'on'].includes(value));

/** An IANA time zone; `system` is that of the machine. */
export const timeZone = z.string().transform((value, context) => {
  try {
    return new Intl.DateTimeFormat('en', value === 'system' ? {} : { timeZone: value }).resolvedOptions()
      .timeZone;
  } catch {
    context.addIssue('must be an IANA time zone such as Europe/Berlin, UTC, or system');
    return z.NEVER;
  }
});

/** Address of an OpenObserve, brought to its base. */
export const baseUrl = z.string().transform((value, context) => {
  const result = normaliseBaseUrl(value);
  if ('url' in result) return result.url;
  context.addIssue(result.problem);
  return z.NEVER;
});
