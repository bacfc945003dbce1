import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { type PanelIntent, tabOf } from '../../call/short-forms/panel.ts';
import { levelCondition } from './conditions.ts';
import type { Make, MakeInput } from './maker.ts';
import { rolesOf } from '../data/roles.ts';
import { bucketFor, identifier, select } from '../data/sql.ts';
import { statedName } from './stated-name.ts';
import { rangeOrLastHour } from '../language/time/first-range.ts';
import { findTarget, STREAM, streamQuestion, type Target } from '../data/target.ts';
import type { ValueCount } from '../data/telemetry.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const HOUR_US = 3600e6;

/** Panels that are worth having for a stream, from what its fields are for. */
export function panelsFor({ stream, schema, only }: Target, levels: readonly ValueCount[]): PanelIntent[] {
  const roles = rolesOf(schema.fields);
  const name = stream.name;
  const scope = only ? [`${identifier(only.field.name)} = '${only.value.replaceAll("'", "''")}'`] : [];
  const time = `histogram(_timestamp, '${bucketFor(HOUR_US)}') AS time`;
  const overTime = (where: readonly string[]) =>
    select({ columns: [time, 'count(*) AS n'], stream: name, where, groupBy: ['time'], orderBy: 'time' });
  const grouped = (field: string, where: readonly string[]) =>
    select({
      columns: [identifier(field), 'count(*) AS n'],
      stream: name,
      where,
      groupBy: [identifier(field)],
      orderBy: 'n DESC LIMIT 20',
    });
  const errors = levelCondition(['error', 'err', 'fatal', 'critical'], roles, levels);
  const bad = errors === null ? null : [...scope, errors];
  const panel = (title: string, type: PanelIntent['type'], sql: string): PanelIntent => ({
    title,
    sql,
    streamType: stream.type,
    ...(type === undefined ? {} : { type }),
  });
  return [
    panel('Records over time', 'line', overTime(scope)),
    ...(bad ? [panel('Errors over time', 'bar', overTime(bad))] : []),
    ...(bad && roles.errorType
      ? [panel('Kinds of errors', 'table', grouped(roles.errorType.name, bad))]
      : []),
    ...(roles.level ? [panel('Records by level', 'h-bar', grouped(roles.level.name, scope))] : []),
    ...(roles.status ? [panel('Responses by status', 'h-bar', grouped(roles.status.name, scope))] : []),
    ...(roles.duration
      ? [
          panel(
            `p95 of ${roles.duration.name}`,
            'line',
            select({
              columns: [time, `approx_percentile_cont(${identifier(roles.duration.name)}, 0.95) AS p95`],
              stream: name,
              where: scope,
              groupBy: ['time'],
              orderBy: 'time',
            }),
          ),
        ]
      : []),
  ];
}

async function folderQuestion({ execute, using, context, said }: MakeInput): Promise<MissingArgument[]> {
  const lister = context.view.rows.find(({ operationId }) => operationId === using.folders);
  if (!lister) return [];
  const { org_id: org } = said.arguments;
  const args = { folder_type: 'dashboards', ...(org === undefined ? {} : { org_id: org }) };
  const outcome = await execute({ name: lister.name, arguments: args }, context);
  const rows = (listAt(outcome.value, lister.rows ?? '') ?? []) as Arguments[];
  const others = rows.map(({ name }) => String(name ?? '')).filter((name) => !['', 'default'].includes(name));
  return [
    {
      name: 'folder',
      question: 'In which folder? Leave it out for the folder default.',
      optional: true,
      ...(others.length > 0 ? { choices: ['default', ...others] } : {}),
    },
  ];
}

const wantsNothing = (words: string) => /\b(?:empty|blank|no panels|without panels)\b/i.test(words);

/** A dashboard from words: what it is called, what it shows and where it lies; the last two may stay open. */
export const makeDashboard: Make = async (input) => {
  const { said, telemetry, time, config, row } = input;
  const { [STREAM]: answered, ...stated } = said.arguments;
  const title = stated.title ?? statedName(said.words);
  const args: Arguments = { ...stated, ...(title === null ? {} : { title }) };
  const missing: MissingArgument[] =
    title === null || title === ''
      ? [{ name: 'title', question: 'What should the dashboard be called?' }]
      : [];
  const range = rangeOrLastHour(said.words, time);
  const about = said.words.replace(typeof title === 'string' ? title : '', '');
  const isEmpty = args.tabs !== undefined || wantsNothing(said.words) || wantsNothing(String(answered ?? ''));
  const found = isEmpty ? null : await findTarget(about, answered, 'logs', range, telemetry);
  if (found && 'missing' in found && (answered !== undefined || !said.asked))
    missing.push({ ...found.missing, optional: true });
  if (found && 'streams' in found && !said.asked)
    missing.push({
      ...streamQuestion(
        'Which stream should it show? Leave it out for an empty dashboard.',
        await telemetry.streams('logs'),
      ),
      optional: true,
    });
  if (!said.asked && args.folder === undefined && missing.length > 0)
    missing.push(...(await folderQuestion(input)));
  if (missing.some(({ optional }) => !optional || !said.asked))
    return {
      arguments: args,
      missing,
      known: answered === undefined ? args : { ...args, [STREAM]: answered },
    };
  const target = found && 'target' in found ? found.target : null;
  const level = target ? rolesOf(target.schema.fields).level : undefined;
  const levels = target && level ? await telemetry.values(target.stream, level.name, range) : [];
  const panels = target ? panelsFor(target, levels) : [];
  return {
    arguments: panels.length > 0 ? { version: 8, ...args, tabs: [tabOf(panels)] } : { version: 8, ...args },
    missing: [],
    tell(outcome) {
      const told = describeOutcome(outcome, config);
      const shows =
        panels.length > 0
          ? `with ${panels.length} panels over ${target?.name}: ${panels.map((each) => each.title).join(', ')}`
          : 'without panels so far';
      return {
        ...told,
        answer: `${row.title}: "${String(title)}" is there, ${shows}.`,
        next: panels.length > 0 ? `list the dashboards` : `add a panel to the dashboard "${String(title)}"`,
      };
    },
  };
};
