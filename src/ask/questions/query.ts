import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { TimeRange } from '../../call/arguments/times.ts';
import { type LogIntent, readLogIntent } from '../data/log-intent.ts';
import { conditionsOf, countQuery, logQuery } from '../data/log-sql.ts';
import { type Counted, logAnswer, nextQuestion, nounFor, rangeText } from './log-words.ts';
import type { Make } from '../data/maker.ts';
import { fieldInWords, rolesOf } from '../data/roles.ts';
import { statedRange } from '../data/stated-range.ts';
import { findTarget, STREAM, statedStream, streamQuestion, type Target } from '../data/target.ts';
import type { Field, Stream, Telemetry } from '../data/telemetry.ts';
import { shapedOf } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const TIMES = { start: 'start_time', end: 'end_time' };
const MOST_STREAMS = 8;
const FIELD = 'field';

async function countOf(telemetry: Telemetry, { stream }: Target, where: readonly string[], range: TimeRange) {
  const [row] = await telemetry.rows(countQuery(stream.name, where), stream.type, range, 1);
  return Number(row?.n ?? 0);
}

/** The conditions of an intent over a target, with the levels as the stream writes them. */
async function conditionsFor(intent: LogIntent, target: Target, range: TimeRange, telemetry: Telemetry) {
  const roles = rolesOf(target.schema.fields);
  const valuesOf = async (field: Field | undefined, isWanted: boolean) =>
    field && isWanted ? telemetry.values(target.stream, field.name, range) : [];
  const [levels, errorTypes] = await Promise.all([
    valuesOf(roles.level ?? roles.severityNumber, intent.levels.length > 0),
    valuesOf(roles.errorType, intent.codeNames.length > 0),
  ]);
  return { roles, where: conditionsOf(intent, target, roles, { levels, errorTypes }) };
}

function fieldQuestion({ by }: LogIntent, target: Target): MissingArgument {
  const choices = target.schema.fields.map(({ name }) => name).filter((name) => !name.startsWith('_'));
  return {
    name: FIELD,
    question: `${target.stream.name} has no field called "${by}". Which field is meant?`,
    choices: choices.slice(0, 30),
  };
}

/** The stream with the most of what is wanted, where words name none, and how much each has. */
async function busiest(
  intent: LogIntent,
  streams: readonly Stream[],
  range: TimeRange,
  telemetry: Telemetry,
): Promise<{ readonly target: Target; readonly others: string } | null> {
  const searched = [...streams].sort((a, b) => b.records - a.records).slice(0, MOST_STREAMS);
  const counted = await Promise.all(
    searched.map(async (stream) => {
      const schema = await telemetry.schema(stream);
      const target: Target = { stream, schema, only: null, name: stream.name.replaceAll('_', '-') };
      const { where } = await conditionsFor(intent, target, range, telemetry);
      const isTold = intent.levels.length === 0 || where.length > 0;
      return { target, count: isTold ? await countOf(telemetry, target, where, range) : 0 };
    }),
  );
  const found = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const [first] = found;
  if (!first) return null;
  const parts = found.map(({ target, count }) => `${target.name} ${count}`).join(', ');
  return {
    target: first.target,
    others: found.length > 1 ? ` By stream: ${parts}. Name one to look into it.` : '',
  };
}

/** A search that states no SQL: the stream and its fields are found, and the query is written. */
export const makeSearch: Make = async ({ said, telemetry, time, config }) => {
  if (said.arguments.sql !== undefined) return { arguments: said.arguments, missing: [] };
  const range = statedRange(said.words, said.arguments, TIMES, time);
  const { [FIELD]: field, [STREAM]: _, ...given } = said.arguments;
  const read = readLogIntent(said.words);
  const intent: LogIntent = typeof field === 'string' ? { ...read, by: field } : read;
  const taken = [...(intent.by ?? '').split(' '), ...intent.equals.flat(), ...intent.codeNames].map((word) =>
    word.toLowerCase(),
  );
  const found = await findTarget(said.words, statedStream(said.arguments), 'logs', range, telemetry, taken);
  if ('missing' in found) return { arguments: given, missing: [found.missing] };
  const chosen =
    'target' in found
      ? { target: found.target, others: '' }
      : await busiest(intent, found.streams, range, telemetry);
  if (!chosen) {
    const streams = 'streams' in found ? found.streams : [];
    const question =
      streams.length === 0
        ? 'There are no log streams here that can be listed. Which stream is meant?'
        : `No stream has ${nounFor(intent, 2)} from ${rangeText(range, config.timeZone)}. Which stream shall be searched, and over what time?`;
    return { arguments: given, missing: [streamQuestion(question, streams)] };
  }
  const { target, others } = chosen;
  const { roles, where } = await conditionsFor(intent, target, range, telemetry);
  if (intent.by !== null && !fieldInWords(intent.by, target.schema.fields, roles)) {
    if (intent.shape === 'values' || intent.shape === 'top')
      return {
        arguments: given,
        known: { ...given, [STREAM]: target.stream.name },
        missing: [fieldQuestion(intent, target)],
      };
  }
  const query = logQuery(intent, target, roles, where, range);
  const matching = await countOf(telemetry, target, where, range);
  const counted: Counted = {
    matching,
    inRange: matching === 0 && where.length > 0 ? await countOf(telemetry, target, [], range) : matching,
  };
  return {
    arguments: {
      ...(given.org_id === undefined ? {} : { org_id: given.org_id }),
      sql: query.sql,
      type: target.stream.type,
      start_time: range.startUs,
      end_time: range.endUs,
      size: query.size,
    },
    missing: [],
    tell(outcome) {
      const shaped = shapedOf(outcome, config);
      const rows = (listAt(outcome.value, outcome.row.rows ?? '') ?? []) as Arguments[];
      const answer = logAnswer(intent, query, target, counted, rows);
      return {
        answer: `${answer}${others === '' ? '' : `${/[.]$/.test(answer) ? '' : '.'}${others}`}\nTime: ${rangeText(range, config.timeZone)}`,
        query: query.sql,
        next: nextQuestion(intent, query, target, counted, rows),
        data: shaped,
      };
    },
  };
};
