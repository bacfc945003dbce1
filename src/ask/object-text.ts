import type { ToolRow } from '../contract/tool.ts';
import { nameOfOthers } from '../redact/quoted-words.ts';

/** What one thing of OpenObserve is and does, as the rest of a sentence that begins with its name. `query`: what it runs. */
export interface ObjectText {
  readonly says: string;
  readonly query?: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Texts of others stand in the answer on one line, cut. */
const LONGEST_NAME = 80;
/** So many names are told; the rows have them all. */
const MOST_NAMES = 8;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A name as it stands in a sentence, in quotes where it reads like more than one; empty where there is none. */
export function nameText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return '';
  return nameOfOthers(String(value), LONGEST_NAME);
}

const namesText = (values: readonly unknown[]): string =>
  values
    .map(nameText)
    .filter((name) => name !== '')
    .join(', ');

const onOrOff = (enabled: unknown) => (enabled === false ? 'off' : 'on');

const minutes = (count: unknown) => (count === 1 ? 'minute' : `${nameText(count)} minutes`);

/** The conditions of an alert in words, of both versions that OpenObserve stores. */
function conditionText(condition: unknown): string {
  const { and, or, not, conditions, logicalOperator, column, operator, value } = membersOf(condition);
  if (column !== undefined) return [column, operator, value].map(nameText).join(' ');
  if (not !== undefined) return `not (${conditionText(not)})`;
  if (isMembers(conditions)) return conditionText(conditions);
  const isEither = or !== undefined || logicalOperator === 'OR';
  const parts = listOf(and ?? or ?? conditions)
    .map((item) => {
      const text = conditionText(item);
      return membersOf(item).column === undefined && / (?:and|or) /.test(text) ? `(${text})` : text;
    })
    .filter((part) => part !== '');
  return parts.join(isEither ? ' or ' : ' and ');
}

/** When an alert fires: the half of a sentence after "when". */
function firesText({
  query_condition: asked,
  trigger_condition: trigger,
  is_real_time: isRealTime,
}: Members) {
  const { type, conditions, aggregation, promql_condition: compared } = membersOf(asked);
  const { operator, threshold } = membersOf(trigger);
  const where = conditionText(conditions);
  if (isRealTime === true) return `a record has ${where === '' ? 'any value' : where}`;
  const limit = `${nameText(operator)} ${nameText(threshold)}`;
  if (type === 'promql') {
    const { operator: side, value } = membersOf(compared);
    return `its query gives a value ${nameText(side)} ${nameText(value)}`;
  }
  if (type === 'sql') return `the number of rows of its query is ${limit}`;
  const only = where === '' ? '' : ` with ${where}`;
  const { function: measure, having, group_by: groups } = membersOf(aggregation);
  if (measure === undefined) return `the number of records${only} is ${limit}`;
  const by = namesText(listOf(groups));
  const { column, ...rest } = membersOf(having);
  return `${conditionText({ column: `${nameText(measure)}(${nameText(column)})`, ...rest })}${only}${by === '' ? '' : ` for each ${by}`}`;
}

function alertText(alert: Members): ObjectText {
  const { enabled, stream_type: type, stream_name: stream, is_real_time: isRealTime } = alert;
  const { period, frequency, frequency_type: every, cron, silence } = membersOf(alert.trigger_condition);
  const { sql, promql } = membersOf(alert.query_condition);
  const times =
    every === 'cron' ? `at the times of the cron line "${nameText(cron)}"` : `every ${minutes(frequency)}`;
  const checked =
    isRealTime === true ? 'It looks at each new record' : `It checks ${times} the last ${minutes(period)}`;
  const to = namesText(listOf(alert.destinations));
  const query = [sql, promql].find((text): text is string => typeof text === 'string' && text !== '');
  return {
    says: `${onOrOff(enabled)}. ${checked} of the ${nameText(type)} stream ${nameText(stream)}, and sends to ${to === '' ? 'nobody' : to} when ${firesText(alert)}; it is silent for ${minutes(silence)} after a message.`,
    ...(query === undefined ? {} : { query }),
  };
}

function pipelineText({ enabled, source, nodes }: Members): ObjectText {
  const parts = listOf(nodes).map((node) => {
    const { io_type: side, data } = membersOf(node);
    return { side, ...membersOf(data) } as Members;
  });
  const streamsAt = (side: string) =>
    namesText(parts.filter((part) => part.side === side).map((part) => part.stream_name));
  const { stream_name: stream, source_type: type } = membersOf(source);
  const from = nameText(stream) || streamsAt('input');
  const by = namesText(parts.map((part) => (part.node_type === 'function' ? part.name : undefined)));
  return {
    says: `${onOrOff(enabled)}. It reads ${from === '' ? 'by a query' : from}${type === 'scheduled' ? ' on a schedule' : ''}${by === '' ? '' : `, runs ${by}`}, and writes to ${streamsAt('output') || 'an outside target'}.`,
  };
}

function dashboardText(stored: Members): ObjectText {
  const { tabs } =
    Object.values(stored)
      .map(membersOf)
      .find(({ tabs }) => Array.isArray(tabs)) ?? stored;
  const titles = listOf(tabs)
    .flatMap((tab) => listOf(membersOf(tab).panels))
    .map((panel) => membersOf(panel).title);
  if (titles.length === 0) return { says: 'it has no panels yet.' };
  const more = titles.length > MOST_NAMES ? `, and ${titles.length - MOST_NAMES} more` : '';
  return {
    says: `${titles.length} ${titles.length === 1 ? 'panel' : 'panels'}: ${namesText(titles.slice(0, MOST_NAMES))}${more}.`,
  };
}

function destinationText({ type, url, emails, template }: Members): ObjectText {
  const to = namesText(listOf(emails)) || nameText(url);
  const by = nameText(template);
  return {
    says: `${nameText(type)}${to === '' ? '' : `, sends to ${to}`}${by === '' ? '' : ` with the message template ${by}`}.`,
  };
}

function templateText({ type, title }: Members): ObjectText {
  const subject = nameText(title);
  return {
    says: `for messages of the type ${nameText(type)}${subject === '' ? '' : `, titled "${subject}"`}.`,
  };
}

const TELLERS: Readonly<Record<string, (object: Members) => ObjectText>> = {
  GetAlert: alertText,
  getPipeline: pipelineText,
  GetDashboard: dashboardText,
  GetDestination: destinationText,
  GetTemplate: templateText,
};

/** What a thing is called; null where it has no name. */
export const objectName = (object: unknown): string | null => nameText(membersOf(object).name) || null;

/** What one thing that was read is and does; null for kinds that only the data tell. */
export function objectText({ operationId }: ToolRow, object: unknown): ObjectText | null {
  const teller = Object.hasOwn(TELLERS, operationId) ? TELLERS[operationId] : undefined;
  return teller === undefined || !isMembers(object) ? null : teller(object);
}

/** Columns that name the things of a list. */
const NAMES = ['name', 'title', 'email', 'identifier'];

/** The names of all things of a short list; empty where there are more, or no names. */
export function namesInList(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const at = NAMES.map((name) => columns.indexOf(name)).find((column) => column >= 0);
  if (at === undefined || rows.length > MOST_NAMES) return '';
  return namesText(rows.map((row) => row[at]));
}
