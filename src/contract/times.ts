import type { Argument } from './arguments.ts';
import { splitDescription } from './descriptions.ts';
import type { JsonSchema, TimeRole, TimeUnit, TimeUse } from './tool.ts';

/** The times of an operation; nothing where it has none. */
type Times = Omit<TimeUse, 'with'> | null | undefined;

const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  us: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  ns: 'nanoseconds',
  prometheus: 'seconds',
};

const FORMS = '1h (ago), today, 17:00, ISO 8601';

/** What a time argument is, and how it is written; an end is written as its start. */
function listedText(start: string, role: TimeRole, unit: TimeUnit, isRequired: boolean): string {
  if (role === 'end') return isRequired ? 'End, exclusive; default now' : start;
  const said = role === 'start' && isRequired ? 'Start; default 1 hour ago' : start;
  const form = role === 'duration' ? `5m, 1h or ${UNIT_NAMES[unit]}` : FORMS;
  return said === '' ? form : `${said}: ${form}`;
}

/** A time argument as a caller may write it: text in any of our forms, or the API's own number. */
export function withTime(argument: Argument, time: Times): Argument {
  const use = time?.arguments[argument.name];
  if (!use) return argument;
  const { description, type, format, minimum, ...rest } = argument.schema;
  const { first, rest: details } = splitDescription(typeof description === 'string' ? description : '');
  const start = first.replace(/[.:]$/, '');
  const listed = listedText(start, use.role, use.unit, time.range === 'required');
  const schema: JsonSchema = {
    ...rest,
    type: ['string', use.unit === 'prometheus' ? 'number' : 'integer'],
    description: details === '' ? listed : `${listed}\n\n${details}`,
  };
  return { ...argument, schema };
}

/** Arguments of a required range: the product fills in the last hour, so a caller may leave them out. */
export function filledIn(time: Times): string[] {
  if (time?.range !== 'required') return [];
  return Object.entries(time.arguments)
    .filter(([, { role }]) => role === 'start' || role === 'end')
    .map(([name]) => name);
}

/** A time for the example that is as right tomorrow as today; undefined where the contract's own value stands. */
export function exampleTime(name: string, time: Times): string | undefined {
  const role = time?.arguments[name]?.role;
  return role === 'start' ? 'now-1h' : role === 'end' ? 'now' : undefined;
}
