import type { Condition } from '../query/logical-form.ts';

/** A login that failed over HTTP is one that was refused: its status is one of the client's errors. */
export function refusedLogin(
  condition: Condition,
  filters: ReadonlyArray<{ readonly condition: Condition }>,
): Condition {
  if (condition.kind !== 'status class' || condition.from !== 5 || condition.to !== 5 || condition.not)
    return condition;
  const isLogin = filters.some(
    ({ condition: other }) =>
      other.kind === 'in' && other.values.every((value) => /(?:log|sign)[-_]?(?:in|on)\b/i.test(value)),
  );
  return isLogin ? { ...condition, from: 4 } : condition;
}
