import { z } from 'zod';
import { InputError } from '../../../errors.ts';
import type { LogicalForm } from './logical-form.ts';

const names = z.array(z.string());
const flag = z.boolean();
const range = z.strictObject({ startUs: z.number(), endUs: z.number(), text: z.string().nullable() });

const plainCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in'), field: z.string(), values: names, not: flag }),
  z.strictObject({
    kind: z.literal('compare'),
    field: z.string(),
    operator: z.enum(['>', '>=', '<', '<=', '=', '!=']),
    value: z.number(),
  }),
  z.strictObject({
    kind: z.literal('between'),
    field: z.string(),
    from: z.number(),
    to: z.number(),
    not: flag,
  }),
  z.strictObject({
    kind: z.literal('status class'),
    field: z.string(),
    from: z.number(),
    to: z.number(),
    isNumber: flag,
    not: flag,
  }),
  z.strictObject({ kind: z.literal('contains'), field: z.string(), text: z.string(), not: flag }),
  z.strictObject({ kind: z.literal('prefix'), field: z.string(), text: z.string(), not: flag }),
  z.strictObject({ kind: z.literal('full text'), text: z.string(), not: flag }),
  z.strictObject({ kind: z.literal('exists'), field: z.string(), not: flag }),
]);
const condition = z.union([
  plainCondition,
  z.strictObject({ kind: z.literal('any'), of: z.array(plainCondition) }),
]);

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['count', 'rate', 'current']) }),
  z.strictObject({
    kind: z.enum(['sum', 'average', 'min', 'max', 'median', 'stddev', 'distinct', 'summary']),
    field: z.string(),
  }),
  z.strictObject({ kind: z.literal('count per'), per: z.string() }),
  z.strictObject({ kind: z.literal('percentile'), field: z.string(), share: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('matching'), of: z.array(condition) }),
  z.strictObject({
    kind: z.literal('ratio'),
    of: z.array(condition),
    per: z.array(condition).optional(),
    sum: z.string().optional(),
    perSum: z.string().optional(),
  }),
]);

const form = z.strictObject({
  signal: z.enum(['logs', 'metrics', 'traces']),
  stream: z.string(),
  measure,
  also: z.array(measure),
  where: z.array(condition),
  groupBy: names,
  bucket: z
    .string()
    .regex(/^\d+ (?:second|minute|hour|day|week)$/)
    .nullable(),
  order: z.strictObject({ by: z.string(), descending: flag }),
  limit: z.number().int().positive().max(1000).nullable(),
  having: z
    .strictObject({
      operator: z.enum(['>', '>=', '<', '<=', '=', '!=']),
      value: z.number(),
      of: z.array(condition).optional(),
      distinct: z.string().optional(),
    })
    .nullable(),
  range,
  compare: z
    .union([z.strictObject({ range }), z.strictObject({ field: z.string(), values: names })])
    .nullable(),
  answer: z.enum(['number', 'table', 'series', 'rows', 'values', 'kinds', 'yes or no', 'first', 'last']),
  columns: names,
});

/** A form as text that a client hands back with the question that follows. */
export const encodeForm = (of: LogicalForm): string => Buffer.from(JSON.stringify(of)).toString('base64url');

/** @throws {InputError} for a text that is no such token */
export function decodeForm(token: string): LogicalForm {
  try {
    return form.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))) as LogicalForm;
  } catch {
    throw new InputError(
      '"previous" must be what the last answer gave as previous. Leave it out to ask anew.',
    );
  }
}
