import { identifier, literal } from '../data/sql.ts';
import type { Roles } from '../data/roles.ts';
import type { Target } from '../data/target.ts';
import type { ValueCount } from '../data/telemetry.ts';
import { equalsCondition, levelCondition, statusCondition, textCondition, unitsPerMs } from './conditions.ts';
import type { LogIntent } from './log-intent.ts';

/** Every condition that the words state and the stream has a field for. */
export function conditionsOf(
  intent: LogIntent,
  { schema, only }: Target,
  roles: Roles,
  values: { readonly levels: readonly ValueCount[]; readonly errorTypes: readonly ValueCount[] },
): string[] {
  const { fields } = schema;
  const slow = intent.slowerThanMs;
  const found = [
    ...(only ? [`${identifier(only.field.name)} = ${literal(only.value)}`] : []),
    intent.levels.length > 0 ? levelCondition(intent.levels, roles, values.levels) : null,
    intent.status && roles.status ? statusCondition(intent.status, roles.status) : null,
    slow !== null && roles.duration
      ? `${identifier(roles.duration.name)} > ${slow * (unitsPerMs(roles.duration)?.perMs ?? 1)}`
      : null,
    intent.traceId !== null && roles.traceId
      ? `${identifier(roles.traceId.name)} = ${literal(intent.traceId)}`
      : null,
    ...intent.equals.map(([name, value]) => equalsCondition(name, value, fields, roles)),
    ...intent.codeNames.map((name) =>
      roles.errorType && values.errorTypes.some(({ value }) => value === name)
        ? `${identifier(roles.errorType.name)} = ${literal(name)}`
        : textCondition(name, schema, roles),
    ),
    ...intent.texts.map((text) => textCondition(text, schema, roles)),
  ];
  return [...new Set(found.filter((each) => each !== null))];
}
