import { isoFromUs, type TimeContext, utcFromNs } from '../../call/arguments/times.ts';
import type { CallContext } from '../../call/execute.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { DataOperations } from '../../contract/words.ts';
import type { ServerFacts } from '../../openobserve/server-facts.ts';
import { inUtc } from '../../result/table.ts';
import { isTimeName, momentNs } from '../../result/values.ts';
import type { DataFor } from '../data/data-for.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { StreamEntry } from '../data/dictionary.ts';
import type { DataRow } from '../data/source.ts';
import type { Tag } from '../language/lexicon/lexicon.ts';
import { tokenize } from '../language/tokens.ts';
import type { AskAnswer, AskRequest, AskStep } from '../types.ts';
import {
  type AnsweredReading,
  answerQuestion,
  type QuestionAnswer,
  type QuestionContext,
} from './answers/answer-question.ts';
import { nextQuestion } from './answers/next-question.ts';
import { SIDE_COLUMN } from './answers/side-by-side.ts';
import { exampleQuestions } from './example-questions.ts';
import { isContentWord, type ParsedQuestion, parseQuestion } from './parse/parse-question.ts';
import { decodeForm, encodeForm } from './query/form-token.ts';
import { TIME_COLUMN } from './query/sql-query.ts';
import { type TypedQuery, typedQuery } from './query/typed-query.ts';
import { courtesyFor } from './greetings.ts';
import { asksForUsage, isAboutObjects, isHelp, isVersionRequest, mayBeOfData } from './request-kind.ts';
import { streamFacts } from './stream-facts.ts';

/** A question of more words than this holds several, and reading it would keep others waiting. */
const MOST_TOKENS = 100;
const MOST_CHARACTERS = 600;
const TOO_LONG =
  'That is too long to be read as one question. Ask for one figure, list or comparison at a time.';

/**
 * Answer a request that is a question about data; null where it is none, or nothing here is what it is about. What may be about objects of
 * OpenObserve is answered only where the data explain every word; with `isLast`, nothing else came of the words.
 */
export type AnswerData = (
  request: AskRequest,
  context: CallContext,
  isLast?: boolean,
) => Promise<AskAnswer | null>;

/** Answers questions about data for `ask`. */
export interface Questions {
  readonly answer: AnswerData;
  /**
   * The same for words that look like an order, such as "ingest queue max over 6 h": only where the data explain every one of
   * them. `isDeclined`: no tool takes them either.
   */
  readonly answerWhole: (
    request: AskRequest,
    context: CallContext,
    isDeclined: boolean,
  ) => Promise<AskAnswer | null>;
  /** Refuse a request, with questions that this organization's data can answer: those near to its words first. */
  readonly decline: (reason: string, request: string, context: CallContext) => Promise<AskAnswer>;
  /** Whether a request asks for a figure, a record or a moment, and names no object of OpenObserve. */
  readonly asksOfData: (request: string) => boolean;
  /** Whether a request ranks, compares or asks how much was used, which no list of objects answers. */
  readonly ranks: (request: string) => boolean;
}

interface QuestionOptions {
  readonly dataFor: DataFor;
  readonly operations: DataOperations;
  /** What OpenObserve has said of itself. */
  readonly serverFacts: () => ServerFacts;
  readonly timeZone: string;
  readonly nowMs: () => number;
}

const HOUR_US = 3600e6;
const MOST_ROWS = 200;
/** Columns of a question whether there was something: its first and its last moment. */
const EDGES: ReadonlySet<string> = new Set(['first', 'last']);
const NOTHING = { mode: 'semantic', missing: [], candidates: [] } as const;

const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  return value;
};

/** A value as it is shown: moments as text in UTC, as in every other answer. */
function shownIn(column: string, value: unknown): unknown {
  if (column === TIME_COLUMN) return inUtc(value, 'UTC');
  const ns = isTimeName(column) || EDGES.has(column) ? momentNs(value) : null;
  return ns === null ? plain(value) : utcFromNs(ns);
}

/** Rows as a table: each column named once, those that are `first` before all others. */
function tableOf(rows: readonly DataRow[], first: readonly string[] = []) {
  const shown = rows.slice(0, MOST_ROWS);
  const all = new Set(shown.flatMap((row) => Object.keys(row)));
  const columns = [...new Set([...first.filter((column) => all.has(column)), ...all])];
  return { columns, rows: shown.map((row) => columns.map((column) => shownIn(column, row[column]))) };
}

/** What rows are told apart by: when, of what, and what the words ask for. */
const firstColumns = ({ reading: { form } }: AnsweredReading): readonly string[] => [
  SIDE_COLUMN,
  ...(form.answer === 'series' ? [TIME_COLUMN] : []),
  ...form.groupBy,
  ...form.columns,
];

/** Rows with lengths that OpenObserve counts in µs, without a word of it in their name, in ms. */
function inMilliseconds(
  rows: readonly DataRow[],
  { reading: { entry } }: AnsweredReading,
): readonly DataRow[] {
  const counted = (entry.fields ?? []).filter(({ unit, unitFrom }) => unit === 'us' && unitFrom === 'span');
  if (counted.length === 0) return rows;
  const names = new Set(counted.map(({ name }) => name));
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) =>
        names.has(name) && (typeof value === 'number' || typeof value === 'bigint')
          ? [`${name}_ms`, Number(value) / 1000]
          : [name, value],
      ),
    ),
  );
}

/** A name by its form, said to be that of a stream. */
const STREAM_NAMED = /\bstreams?\s+["'`]?(\p{L}[\p{L}\p{N}]*(?:[_-][\p{L}\p{N}]+)+)/iu;

function versionText({ version, edition }: ServerFacts): string {
  if (version === null) return 'This OpenObserve does not tell its version: a gateway may hide it.';
  const which =
    edition === null
      ? ''
      : edition === 'enterprise'
        ? ', the enterprise edition'
        : ', the open-source edition';
  return `This is OpenObserve ${version}${which}.`;
}

/** Why a question about a stream by name is not answered from another: there is none of that name. Null for all else. */
function absentStream(
  words: string,
  { notUsed }: QuestionAnswer,
  streams: readonly StreamEntry[],
): string | null {
  const name = STREAM_NAMED.exec(words)?.[1];
  const names = streams.map((entry) => entry.name);
  if (name === undefined || names.some((each) => each.toLowerCase() === name.toLowerCase())) return null;
  return notUsed.some((each) => each.startsWith(name))
    ? `There is no stream "${name}" here.${didYouMean(name, names)}`
    : null;
}

/** Answer questions about the data of the organization that a call is for. */
export function createQuestions({
  dataFor,
  operations,
  serverFacts,
  timeZone,
  nowMs,
}: QuestionOptions): Questions {
  const toolFor = (operationId: string, { view }: CallContext) =>
    view.rows.find((row) => row.operationId === operationId)?.name ?? operationId;

  function stepOf(
    { reading: { form }, query, headline, rows }: AnsweredReading,
    context: CallContext,
  ): AskStep {
    const { startUs, endUs } = form.range;
    const isMetric = form.signal === 'metrics';
    const operation = !isMetric
      ? operations.search
      : form.answer === 'series'
        ? operations.promqlOver
        : operations.promqlAt;
    const args: Arguments = isMetric
      ? { query, ...(form.answer === 'series' ? { start: startUs, end: endUs } : { time: endUs }) }
      : {
          sql: query,
          type: form.signal,
          start_time: Math.floor(startUs),
          end_time: Math.ceil(endUs),
          size: Math.max(1, rows.length),
        };
    return { tool: toolFor(operation, context), arguments: args, state: 'done', summary: headline };
  }

  const asked = (context: CallContext): QuestionContext => {
    const data = dataFor(context, undefined);
    return { ...data, signal: context.signal, context: { nowUs: nowMs() * 1000, timeZone } };
  };

  function answered(
    parsed: ParsedQuestion,
    found: QuestionAnswer,
    time: TimeContext,
    context: CallContext,
  ): AskAnswer {
    const next = nextQuestion(parsed, found, time);
    const range = {
      start: isoFromUs(found.range.startUs, timeZone),
      end: isoFromUs(found.range.endUs, timeZone),
    };
    const { columns, rows } = tableOf(inMilliseconds(found.rows, found), firstColumns(found));
    return {
      ...NOTHING,
      decision: 'run',
      answer: found.answer,
      steps: [found, ...found.others].map((each) => stepOf(each, context)),
      query: found.query,
      previous: encodeForm(found.reading.form),
      ...(found.assumed.length > 0 ? { assumed: found.assumed } : {}),
      ...(found.notUsed.length > 0 ? { not_used: found.notUsed } : {}),
      ...(next === null ? {} : { next }),
      untrusted_data: {
        shown: rows.length,
        range,
        columns,
        rows,
        ...(found.others.length > 0
          ? {
              others: found.others.map((other) => ({
                query: other.query,
                ...tableOf(inMilliseconds(other.rows, other), firstColumns(other)),
              })),
            }
          : {}),
      },
    };
  }

  /** SQL or PromQL that was typed: run as it is, over the last hour, the newest rows first where it says nothing else. */
  async function run(
    typed: TypedQuery,
    { source, signal, context: time }: QuestionContext,
    context: CallContext,
  ): Promise<AskAnswer> {
    const range = { startUs: time.nowUs - HOUR_US, endUs: time.nowUs };
    const rows: readonly DataRow[] =
      typed.kind === 'sql'
        ? await source.search({ sql: typed.sql, type: typed.type, ...range, size: MOST_ROWS }, signal)
        : (await source.promqlAt(typed.expression, time.nowUs, signal)).map(({ name, labels, points }) => ({
            ...(name === null ? {} : { metric: name }),
            ...labels,
            value: points.at(-1)?.[1] ?? null,
          }));
    const query = typed.kind === 'sql' ? typed.sql : typed.expression;
    const args: Arguments =
      typed.kind === 'sql'
        ? { sql: query, type: typed.type, start_time: range.startUs, end_time: range.endUs }
        : { query, time: range.endUs };
    const [only] = rows;
    const cells =
      only && rows.length === 1 ? Object.entries(only).filter(([, value]) => typeof value === 'number') : [];
    const figures = cells.map(([name, value]) => `${name} ${value}`).join(', ');
    const when =
      typed.kind === 'sql'
        ? `${isoFromUs(range.startUs, timeZone)} to ${isoFromUs(range.endUs, timeZone)}`
        : isoFromUs(range.endUs, timeZone);
    return {
      ...NOTHING,
      decision: 'run',
      answer: `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${figures === '' ? '' : `: ${figures}`}.\nTime: ${when}`,
      steps: [
        {
          tool: toolFor(typed.kind === 'sql' ? operations.search : operations.promqlAt, context),
          arguments: args,
          state: 'done',
        },
      ],
      query,
      untrusted_data: { shown: rows.length, ...tableOf(rows) },
    };
  }

  async function decline(
    reason: string,
    request: string,
    context: CallContext,
    offer = 'You can ask, for example:',
  ): Promise<AskAnswer> {
    // Where the data cannot be read, the refusal stands without examples.
    const examples = await exampleQuestions(asked(context).dictionary, request).catch((): string[] => []);
    const answer =
      examples.length === 0
        ? reason
        : `${reason} ${offer} ${examples.map((each) => `"${each}"`).join(', ')}.`;
    const [first] = examples;
    return {
      ...NOTHING,
      decision: 'decline',
      answer,
      steps: [],
      ...(first === undefined ? {} : { next: first }),
    };
  }

  const ASKING: readonly Tag[] = ['who', 'which', 'when', 'exists', 'why'];
  const UNRANKED: readonly string[] = ['newest', 'oldest', 'top', 'bottom'];

  return {
    decline,
    ranks(request) {
      const { superlative, words } = parseQuestion(request, { nowUs: nowMs() * 1000, timeZone });
      return (
        (superlative !== null && !UNRANKED.includes(superlative.tag)) ||
        words.some(({ folded }) => folded === 'than') ||
        asksForUsage(request)
      );
    },
    asksOfData(request) {
      const { has, isYesOrNo, measures, superlative } = parseQuestion(request, {
        nowUs: nowMs() * 1000,
        timeZone,
      });
      const isAsking = isYesOrNo || superlative !== null || measures.length > 0 || ASKING.some(has);
      return isAsking && !isAboutObjects(request);
    },
    async answerWhole(request, context, isDeclined) {
      const asking = asked(context);
      const parsed = parseQuestion(request.request, asking.context);
      const { measures, perSecond, superlative, times, words } = parsed;
      const isNow = times.some(({ kind }) => kind === 'now');
      const asksFigure = measures.length > 0 || perSecond || superlative !== null || isNow;
      // Without these, nothing tells a figure that is asked for from an order, and nothing is read for it.
      const mayAsk = isDeclined ? words[0] !== undefined && isContentWord(parsed, words[0]) : asksFigure;
      if (!mayAsk || request.request.length > MOST_CHARACTERS) return null;
      const found = await answerQuestion(request.request, parsed, asking, null, 'wholly');
      return found ? answered(parsed, found, asking.context, context) : null;
    },
    async answer(request, context, isLast = false) {
      const words = request.request;
      // Read in vain already.
      if (isLast && !isAboutObjects(words)) return null;
      const courtesy = courtesyFor(words);
      if (courtesy)
        return { ...(await decline(courtesy.reply, '', context, courtesy.offer)), decision: 'run' };
      if (isHelp(words))
        return {
          ...(await decline(
            'Ask about your logs, metrics and traces in plain words, or request a change such as "create a dashboard".',
            '',
            context,
          )),
          decision: 'run',
        };
      if (isVersionRequest(words))
        return { ...NOTHING, decision: 'run', answer: versionText(serverFacts()), steps: [] };
      const asking = asked(context);
      const typed = typedQuery(words, await asking.dictionary.streams());
      if (typed) return run(typed, asking, context);
      if (words.length > MOST_CHARACTERS || tokenize(words).length > MOST_TOKENS)
        return decline(TOO_LONG, words, context);
      const parsed = parseQuestion(words, asking.context);
      const facts = request.previous === null ? await streamFacts(parsed, asking.dictionary) : null;
      if (facts)
        return {
          ...NOTHING,
          decision: 'run',
          answer: `${facts.headline}.`,
          steps: [{ tool: toolFor(operations.streams, context), arguments: {}, state: 'done' }],
          untrusted_data: { shown: facts.rows.length, ...tableOf(facts.rows) },
        };
      const found = await answerQuestion(
        words,
        parsed,
        asking,
        request.previous === null ? null : decodeForm(request.previous),
        isAboutObjects(words) && !mayBeOfData(words) && !isLast ? 'well' : 'partly',
      );
      const absent = found === null ? null : absentStream(words, found, await asking.dictionary.streams());
      if (absent !== null) return decline(absent, words, context);
      return found ? answered(parsed, found, asking.context, context) : null;
    },
  };
}
