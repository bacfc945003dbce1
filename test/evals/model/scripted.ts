import type { Asked, Brain, Reply, WantedCall } from '../../ask/model/model-server.ts';
import { momentUs, type Question, readYaml, type Truth } from '../../worlds/load.ts';
import { TASKS } from './tasks.ts';

const wantsOf = ({ turns: [first] }: Asked) =>
  first?.role === 'user' ? (/The person wants: ([\s\S]*)$/.exec(first.text)?.[1] ?? '') : '';

const iso = (moment: string) => new Date(momentUs(moment, Date.now() * 1000) / 1000).toISOString();

/** The calls that read what a truth says. */
function readsOf({
  sql,
  type = 'logs',
  promql,
  at = 'now',
  step,
  ranges = ['all'],
  all = [],
}: Truth): WantedCall[] {
  if (all.length > 0) return all.flatMap(readsOf);
  const [range] = ranges;
  const [from, to] =
    range === 'all' || range?.[0] === 'all' ? ['now-400d', 'now'] : (range as [string, string]);
  const over = { start_time: iso(from), end_time: iso(to) };
  if (sql !== undefined) return [{ name: 'search_sql', arguments: { sql, type, ...over, size: 100 } }];
  if (promql === undefined) return [];
  return [
    step === undefined
      ? { name: 'prometheus_query', arguments: { query: promql, time: iso(at) } }
      : {
          name: 'prometheus_range_query',
          arguments: { query: promql, ...over, start: iso(from), end: iso(to), step: `${step}s` },
        },
  ];
}

/** What was read, as a model tells it: the first cells of each answer. */
function toldFrom({ turns }: Asked): string {
  const answers = turns.flatMap((turn) => (turn.role === 'tools' ? turn.answers : []));
  const first = answers.map(({ text }) => {
    try {
      const { rows = [] } =
        (JSON.parse(text) as { untrusted_data?: { rows?: unknown[] } }).untrusted_data ?? {};
      return rows.slice(0, 1).flatMap((row) => Object.values(row as object));
    } catch {
      return [text.slice(0, 200)];
    }
  });
  return first.every((cells) => cells.length === 0)
    ? 'There is nothing: no records.'
    : `I found ${first.flat().join(', ')}.`;
}

/** What a model says of an investigation that it is given: when it began, and what stands first in it. */
function toldOfInvestigation(text: string): string {
  const found = JSON.parse(text) as {
    readonly onset?: string;
    readonly end?: string;
    readonly untrusted_data: { readonly columns: readonly string[]; readonly rows: readonly unknown[][] };
  };
  const { columns, rows } = found.untrusted_data;
  const at = columns.indexOf('finding');
  const lines = rows
    .slice(0, 2)
    .map((row) => `${String(row[columns.indexOf('stream')])}: ${String(row[at])}`);
  const times = `It began at ${found.onset}${found.end ? ` and ended at ${found.end}` : ''}`;
  return `${times}. ${lines.join('; ').replaceAll(/[.!?]\s/g, ', ')}.`;
}

/**
 * A model that knows the truth of the worlds and the solution of each task: what it does not get right is the fault of the
 * product or of the scorer. Of incidents it knows only what `investigate` answers.
 */
export function knowingModel(worlds: readonly string[]): Brain {
  const truths = new Map(
    worlds.flatMap((world) =>
      readYaml<Question[]>(world, 'questions.yaml').map(({ question, truth }) => [question, truth] as const),
    ),
  );
  return (asked): Reply => {
    const wants = wantsOf(asked);
    const made = asked.turns.filter(({ role }) => role === 'model').length;
    const truth = truths.get(wants);
    if (truth !== undefined) {
      const reads = readsOf(truth);
      if (reads.length === 0)
        return {
          calls: [{ name: 'none_of_these', arguments: { reason: `The data do not tell: ${truth.honest}` } }],
        };
      return made === 0 ? { calls: reads } : { text: toldFrom(asked) };
    }
    const task = TASKS.find(({ request }) => request === wants);
    if (task !== undefined) {
      const calls = task.solution[made];
      return calls ? { calls } : { text: 'That is all.' };
    }
    const [first] = asked.turns;
    const known =
      first?.role === 'user'
        ? /Made already: investigate .*Its answer:\n(\{.*\})$/m.exec(first.text)?.[1]
        : undefined;
    if (known !== undefined) return { text: toldOfInvestigation(known) };
    if (made === 0) return { calls: [{ name: 'investigate', arguments: { about: wants } }] };
    const [answer] = asked.turns.flatMap((turn) => (turn.role === 'tools' ? turn.answers : []));
    return { text: toldOfInvestigation(answer?.text ?? '{}') };
  };
}
