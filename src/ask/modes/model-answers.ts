import { INVESTIGATE } from '../../catalog/investigate-tools.ts';
import type { Config } from '../../config/options.ts';
import { toMessage } from '../../errors.ts';
import { stringifyExact, textOf } from '../../json/exact-json.ts';
import { withoutControls } from '../../redact/control-characters.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import { quotedWords, withoutEmbeds } from '../model-words.ts';
import type { ModelRunEnd } from './model-run.ts';
import type { MadeRead } from '../model/toolbox.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { AskAnswer, AskStep } from '../types.ts';

/**
 * Tokens of all that an answer has beside its words, as they are estimated here, which is up to a tenth too few; and what
 * a person's own screen shows.
 */
const MOST_TOKENS = 1350;
const MOST_FOR_PERSON = 8000;
/** What little can be shown of a read. */
const LEAST_TOKENS = 300;
const CHARACTERS_PER_TOKEN = 3;

const tokensOf = (value: unknown) => Math.ceil(stringifyExact(value).length / CHARACTERS_PER_TOKEN);

/** The reads as steps: those that failed only where nothing else was read. */
function stepsOf(reads: readonly MadeRead[]): AskStep[] {
  const good = reads.filter(({ share }) => share !== null);
  return (good.length > 0 ? good : reads).map(({ tool, arguments: args, error }) => ({
    tool,
    arguments: maskSecrets(args) as AskStep['arguments'],
    state: error === null ? 'done' : 'failed',
    ...(error === null ? {} : { summary: toMessage(error) }),
  }));
}

/** What was read, the latest first as long as there is room, each under the number of its step. */
function dataOf(reads: readonly MadeRead[], most: number): Record<string, unknown> {
  const shares = reads.flatMap(({ share }) => (share === null ? [] : [share]));
  const good = shares.map((share, index) => ({ share, index }));
  const [only] = good;
  if (only && good.length === 1) return { ...only.share(Math.max(LEAST_TOKENS, most)) };
  let left = most;
  const shown: Array<readonly [string, unknown]> = [];
  for (const { share, index } of good.toReversed()) {
    if (left < LEAST_TOKENS) break;
    const data = share(left);
    left -= tokensOf(data);
    if (left >= 0 || shown.length === 0) shown.unshift([`step_${index + 1}`, data]);
  }
  const isCut = shown.length < good.length;
  return {
    ...Object.fromEntries(shown),
    ...(isCut ? { left_out: 'Earlier steps: call their tools with the same arguments to see them.' } : {}),
  };
}

/** Rows and cells that are told in words, and the longest text among them. */
const MOST_ROWS = 5;
const MOST_CELLS = 3;
const LONGEST_CELL = 40;

/** The first rows of figures in words; the empty text for records, and for what no line can hold. */
function figuresIn(data: Readonly<Record<string, unknown>>): string {
  const { columns, rows } = data as { columns?: readonly string[]; rows?: ReadonlyArray<readonly unknown[]> };
  if (!columns || !rows || rows.length === 0 || rows.length > MOST_ROWS || columns.length > MOST_CELLS)
    return '';
  const isFigures = rows.every((cells) => cells.some((cell) => typeof cell === 'number'));
  const told = rows.map((cells) => cells.map((cell) => withoutControls(textOf(cell ?? 'none'))));
  if (!isFigures || told.flat().some((cell) => cell.length > LONGEST_CELL)) return '';
  return ` ${columns.map(withoutControls).join(', ')}: ${told.map((cells) => cells.join(' ')).join('; ')}.`;
}

/** What came of the reads, where no model says it. */
function lastRead(reads: readonly MadeRead[], config: Config): string {
  const good = reads.filter(({ share }) => share !== null);
  // An investigation that found something says more than a read behind it.
  const investigated = good.find(
    ({ tool, share }) => tool === INVESTIGATE && share?.(LEAST_TOKENS).unusual !== false,
  );
  const last = investigated ?? good.at(-1);
  if (!last?.share) return '';
  const data = last.share(LEAST_TOKENS);
  const own = typeof data.answer === 'string' ? data.answer : `${last.title}.`;
  const what = last.outcome === null ? own : describeOutcome(last.outcome, config).answer;
  return `${what}${figuresIn(data)}`;
}

interface Told {
  readonly mode: 'llm' | 'agent';
  readonly end: Pick<ModelRunEnd, 'talk' | 'refused' | 'stopped'>;
  /** Said before all else: what was not done that was ordered. */
  readonly first?: string;
  /** Sentences of ours that stand behind the finding. */
  readonly remarks: readonly string[];
  readonly decision: AskAnswer['decision'];
}

/** The answer of a conversation: its finding first, then what else is to be said, then what was read. */
export function answerOf(
  { mode, end, first = '', remarks, decision }: Told,
  config: Config,
  forPerson: boolean,
): AskAnswer {
  const { reads, words, usage } = end.talk;
  const said = quotedWords(words ?? '');
  const finding = said === '' ? lastRead(reads, config) : said;
  const steps = stepsOf(reads);
  const room = (forPerson ? MOST_FOR_PERSON : MOST_TOKENS) - tokensOf([steps, usage]);
  const query = reads.findLast(({ share, arguments: { sql } }) => share !== null && typeof sql === 'string');
  return {
    mode,
    decision,
    answer: [first, finding, ...remarks].filter((text) => text !== '').join('\n'),
    steps,
    missing: [],
    candidates: [],
    ...(query === undefined ? {} : { query: String(query.arguments.sql) }),
    usage,
    untrusted_data: {
      ...((words ?? '').trim() === '' ? {} : { summary: withoutEmbeds(words ?? '') }),
      ...dataOf(reads, room - tokensOf(words ?? '')),
    },
  };
}
