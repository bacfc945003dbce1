import type { Dictionary, StreamEntry } from '../data/dictionary.ts';
import { isCategory, isMeasure, withRole } from './link/fields.ts';

const MOST_EXAMPLES = 3;

/** Questions that can be answered here, made from what this organization has: first from the streams that `about` names, if any. */
export async function exampleQuestions(dictionary: Dictionary, about: string): Promise<string[]> {
  const near = (await dictionary.relevant(about)).map(({ stream }) => stream.name);
  const rankOf = (name: string) => (near.includes(name) ? near.indexOf(name) : near.length);
  const streams = (await dictionary.streams()).toSorted((a, b) => rankOf(a.name) - rankOf(b.name));
  const logs = streams.filter(({ type }) => type === 'logs').slice(0, 3);
  const [first] = await dictionary.detailed(logs.slice(0, 1));
  const metric = streams.find(({ type, metric: of }) => type === 'metrics' && of?.family === null);
  const traces = streams.find(({ type }) => type === 'traces');
  const made = [
    ...(first ? ofLogs(first) : []),
    ...logs.slice(1).map(({ name }) => `how many records in ${name} in the last hour`),
    ...(metric ? [`${metric.name} now`] : []),
    ...(traces ? [`slowest traces in ${traces.name} in the last hour`] : []),
  ];
  return made.slice(0, MOST_EXAMPLES);
}

function ofLogs({ name: stream, fields = [] }: StreamEntry): string[] {
  const category = fields.find(
    (field) => isCategory(field) && field.valuesComplete && (field.values?.length ?? 0) > 1,
  );
  const number = withRole(fields.filter(isMeasure), 'duration') ?? fields.find(isMeasure);
  const by = category ? ` by ${category.name}` : '';
  return [
    number
      ? `average ${number.name}${by} in ${stream} in the last hour`
      : `records in ${stream}${by} in the last hour`,
    ...(withRole(fields, 'level') ? [`errors in ${stream} per hour today`] : []),
  ];
}
