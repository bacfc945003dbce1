import { InputError } from '../../errors.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { type AlertIntent, alertFor } from './alert.ts';
import { wholeEdges, wholeNodes } from './pipeline-nodes.ts';
import { scheduleFor } from './schedule.ts';
import { isShortPanel, newPanel, type PanelIntent, tabOf } from './panel.ts';

interface ShortCondition {
  readonly where?: string;
  readonly measure?: string;
  readonly operator?: AlertIntent['operator'];
  readonly threshold: number;
  readonly period: number;
  readonly frequency?: number;
  readonly silence?: number;
}

function conditionOf(
  { where, measure, operator = '>', threshold, period, frequency, silence }: ShortCondition,
  stream: unknown,
): Arguments {
  const condition = alertFor({
    stream: String(stream),
    operator,
    threshold,
    periodMinutes: period,
    ...(where === undefined ? {} : { where }),
    ...(measure === undefined ? {} : { measure }),
    ...(frequency === undefined ? {} : { frequencyMinutes: frequency }),
    ...(silence === undefined ? {} : { silenceMinutes: silence }),
  });
  return { ...condition };
}

/**
 * Arguments with what was given in short written out: `panels` becomes tabs, `condition` a query and its trigger. A
 * dashboard without either gets an empty tab, as the form of OpenObserve makes one.
 * @throws {InputError} when both forms are given, or neither where one is needed
 */
export function withShortForms(row: ToolRow, args: Arguments): Arguments {
  const written = { ...args };
  for (const [name, { as, makes, needed, unless }] of Object.entries(row.short)) {
    const { [name]: short } = args;
    if (as === 'panel') {
      if (isShortPanel(short)) written[makes] = newPanel(short);
      continue;
    }
    const whole = args[makes] !== undefined;
    if (short === undefined) {
      if (needed && !whole && unless.every((given) => args[given] === undefined))
        throw new InputError(`"${name}" is missing; or give the whole form in "${makes}".`);
      if (as === 'panels' && !whole) Object.assign(written, { version: 8, [makes]: [tabOf([])] });
      continue;
    }
    if (as === 'nodes') {
      written[makes] = wholeNodes(short);
      if (args.edges !== undefined) written.edges = wholeEdges(args.edges);
      continue;
    }
    if (whole)
      throw new InputError(`Give "${name}" or "${makes}", not both: the first is the second in short.`);
    delete written[name];
    if (as === 'schedule')
      Object.assign(written, { enabled: true }, scheduleFor(String(short), args.timezone, Date.now()), {
        ...('enabled' in args ? { enabled: args.enabled } : {}),
      });
    else if (as === 'panels')
      Object.assign(written, { version: 8, [makes]: [tabOf(short as readonly PanelIntent[])] });
    else
      Object.assign(written, { enabled: true }, conditionOf(short as ShortCondition, args.stream_name), {
        ...('enabled' in args ? { enabled: args.enabled } : {}),
      });
  }
  return written;
}
