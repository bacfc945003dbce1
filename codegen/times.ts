import type { JsonSchema, TimeRole, TimeUnit } from '../src/contract/tool.ts';
import type { Argument } from '../src/contract/arguments.ts';
import { splitDescription } from '../src/contract/descriptions.ts';
import type { Mcp } from './mcp.ts';

const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  us: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  ns: 'nanoseconds',
  prometheus: 'seconds',
};

function formOf(role: TimeRole, unit: TimeUnit): string {
  return role === 'duration' ? `5m, 1h or ${UNIT_NAMES[unit]}` : '1h, now-15m, today, ISO 8601 or epoch';
}

/** A time argument as a caller may write it: text in any of our forms, or the API's own number. */
export function withTime(argument: Argument, time: Mcp['time']): Argument {
  const use = time?.arguments[argument.name];
  if (!use) return argument;
  const { description, type, format, minimum, ...rest } = argument.schema;
  const { first, rest: details } = splitDescription(typeof description === 'string' ? description : '');
  const start = first.replace(/[.:]$/, '');
  const listed = start === '' ? formOf(use.role, use.unit) : `${start}: ${formOf(use.role, use.unit)}`;
  const schema: JsonSchema = {
    ...rest,
    type: ['string', use.unit === 'prometheus' ? 'number' : 'integer'],
    description: details === '' ? listed : `${listed}\n\n${details}`,
  };
  return { ...argument, schema };
}

/** Arguments of a required range: the product fills in the last hour, so a caller may leave them out. */
export function filledIn(time: Mcp['time']): string[] {
  if (time?.range !== 'required') return [];
  return Object.entries(time.arguments)
    .filter(([, { role }]) => role === 'start' || role === 'end')
    .map(([name]) => name);
}

/** A time for the example that is as right tomorrow as today; undefined where the contract's own value stands. */
export function exampleTime(name: string, time: Mcp['time']): string | undefined {
  const role = time?.arguments[name]?.role;
  return role === 'start' ? 'now-1h' : role === 'end' ? 'now' : undefined;
}
