import { maskText } from '../../redact/patterns.ts';
import { escapedControls, printable, withoutControls } from '../../redact/control-characters.ts';
import { type App, createApp } from '../../server/app.ts';
import type { AskAnswer } from '../../ask/types.ts';
import { ASK } from '../../catalog/ask-tool.ts';
import type { Flags } from '../../config/config.ts';
import type { Config } from '../../config/options.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { type PersonReply, PersonNeeded } from '../../call/confirm/question.ts';
import { ownStateKey } from '../../config/own-state-key.ts';
import { readCallArguments } from './call-arguments.ts';
import { withLocalTimes } from '../terminal/cells.ts';
import { ASKED_BACK, reportFailure, UsageError } from '../terminal/failure.ts';
import { nextCommand } from '../terminal/next-command.ts';
import { forPerson } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress.ts';
import { sampleWriteNote } from '../terminal/sample-note.ts';
import { exitCodeOf, onShutdownSignal } from '../terminal/shutdown.ts';
import { askOnTerminal, chooseOnTerminal, hasTerminal } from '../terminal/person.ts';

/** Flags of `ask`. */
export interface AskOptions {
  readonly mode?: string;
  readonly dryRun?: boolean;
  /** The tool that is meant, where that is known. */
  readonly tool?: string;
  /** Answers to what was asked back: `name=text` or `name:=json`. */
  readonly answer?: readonly string[];
  /** Print JSON on a terminal too. */
  readonly json?: boolean;
  /** File of questions, one JSON object a line. */
  readonly batch?: string;
  /** Go on without asking for a yes. */
  readonly yes?: boolean;
  /** The settings of this command line. */
  readonly flags: Flags;
}

/** One question to its end: forms are shown on the terminal, and the same call goes on with what was answered. */
async function converse(
  app: App,
  args: Readonly<Record<string, unknown>>,
  options: AskOptions,
  signal: AbortSignal,
): Promise<AskAnswer> {
  let reply: PersonReply | undefined;
  for (;;) {
    const { end, ...told } = showProgress();
    try {
      const result = await app.run(
        { name: ASK, arguments: { ...args } },
        {
          view: app.view,
          signal,
          approved: () => options.yes === true,
          caller: 'local',
          forPerson: true,
          ...told,
          canAsk: hasTerminal(),
          ...(reply === undefined ? {} : { reply }),
        },
      );
      return result.structuredContent as unknown as AskAnswer;
    } catch (error) {
      end();
      if (!(error instanceof PersonNeeded)) throw error;
      reply = { state: error.state, content: await askOnTerminal(error.question, signal) };
    } finally {
      end();
    }
  }
}

/** Whether all that is needed is a yes to the plan of a model. `--yes` is none: nobody has seen the plan before. */
const waitsForYes = ({ resume, missing }: AskAnswer) => resume?.tool === ASK && missing.length === 0;

/** As `converse`, and where several tools may be meant, a person says which. */
async function answerTo(
  app: App,
  request: string,
  options: AskOptions,
  signal: AbortSignal,
): Promise<AskAnswer> {
  const args = {
    request,
    mode: options.mode ?? 'auto',
    dry_run: options.dryRun === true,
    ...(options.tool === undefined ? {} : { tool: options.tool }),
    ...(options.answer === undefined ? {} : { answers: readCallArguments(options.answer, undefined) }),
  };
  const answer = await converse(app, args, options, signal);
  if (answer.decision !== 'candidates' || answer.candidates.length === 0 || !hasTerminal()) return answer;
  const titles = answer.candidates.map(({ tool, title }) => `${title} (${tool})`);
  const index = await chooseOnTerminal('The words may mean several things.', titles, signal);
  const tool = index === null ? undefined : answer.candidates[index]?.tool;
  return tool === undefined
    ? { ...answer, decision: 'decline', answer: 'Nothing was done.' }
    : converse(app, { ...args, tool }, options, signal);
}

/** A token or passcode that was just made, which nothing shows again. */
function shownOnce(data: AskAnswer['untrusted_data']): string[] {
  return ['token', 'passcode'].flatMap((name) => {
    const value = data?.[name];
    return typeof value === 'string' ? [`${name}: ${value} (shown once; keep it now)`] : [];
  });
}

type Shaped = Readonly<Record<string, unknown>>;

/** Data as a table, or as the object that they are; none where there is neither. */
function drawn({ columns, rows, object }: Shaped): string[] {
  const hasRows = Array.isArray(rows) && rows.length > 0;
  return [
    ...(object === undefined ? [] : [stringifyExact(printable(object), 2)]),
    ...(hasRows ? [forPerson(stringifyExact({ untrusted_data: { columns, rows } }))] : []),
  ];
}

/** Where each finding of an investigation comes from, which would be most of a table among others. */
const ORIGIN = 'query';

function withoutOrigin({ columns, rows, ...rest }: Shaped): Shaped {
  const at = Array.isArray(columns) ? columns.indexOf(ORIGIN) : -1;
  if (at < 0 || !Array.isArray(columns) || !Array.isArray(rows)) return { ...rest, columns, rows };
  const others = (list: readonly unknown[]) => list.filter((_, index) => index !== at);
  return { ...rest, columns: others(columns), rows: rows.map(others) };
}

/** What each of several reads found, under the tool and the query that found it. */
function drawnSteps(data: Shaped, steps: AskAnswer['steps']): string[] {
  return steps.flatMap(({ tool, arguments: { sql, query } }, index) => {
    const found = drawn(withoutOrigin((data[`step_${index + 1}`] ?? {}) as Shaped));
    const asked = [sql, query].find((text) => typeof text === 'string');
    const head = `${index + 1}. ${tool}${asked === undefined ? '' : `: ${String(asked)}`}`;
    return found.length === 0 ? [] : ['', withoutControls(head), ...found];
  });
}

/** What is to be done next rests on what a sample has lost that ends with its command. */
function shownOf(answer: AskAnswer, isGone: boolean): AskAnswer {
  const { next: _, ...rest } = answer;
  return isGone ? rest : answer;
}

/** The answer for a person: the words first, then rows as tables, then what to edit and to ask next. */
function textFor({ answer, untrusted_data: data = {}, query, next, steps }: AskAnswer, flags: Flags): string {
  const several = drawnSteps(data, steps);
  const links = steps.flatMap(({ link }) => link ?? []);
  const lines = [
    answer,
    ...(query === undefined || several.length > 0 ? [] : [`Query: ${query}`]),
    ...links.map((link) => `Link: ${link}`),
    ...(next === undefined ? [] : [`Next: ${nextCommand(flags, ['ask', next])}`]),
  ].map(withoutControls);
  return [
    withLocalTimes(lines[0] as string),
    ...shownOnce(data).map(withoutControls),
    ...drawn(data),
    ...several,
    ...lines.slice(1),
  ].join('\n');
}

const isOpen = ({ decision }: AskAnswer) => decision === 'ask' || decision === 'candidates';

/** What to type where nobody could be asked: the same words with the tool, the answers that are missing, or a yes. */
function howToGoOn(
  words: readonly string[],
  answer: AskAnswer,
  { flags, mode = 'auto' }: AskOptions,
): string {
  const { candidates, missing, resume } = answer;
  const same = [...words, ...(mode === 'auto' ? [] : ['--mode', mode])];
  const again = (...more: string[]) => `  ${nextCommand(flags, ['ask', ...same, ...more])}\n`;
  if (resume === undefined) return candidates.map(({ tool }) => again('--tool', tool)).join('');
  // The line carries the plan that was shown: it makes no other.
  if (waitsForYes(answer)) return again('--answer', `plan=${String(resume.answers.plan)}`);
  const { confirm, ...known } = resume.answers;
  const needed = missing.filter(({ optional }) => !optional).map(({ name }) => [name, name.toUpperCase()]);
  const answers = Object.entries({ ...known, ...Object.fromEntries(needed) })
    .map(([name, value]) =>
      typeof value === 'string' ? `${name}=${value}` : `${name}:=${stringifyExact(value)}`,
    )
    // A secret is in the words, or asked for or made again: masked it would be another.
    .filter((text) => maskText(text) === text)
    .flatMap((text) => ['--answer', text]);
  const more = missing.flatMap(({ name, optional }) =>
    optional ? [`--answer ${name}=${name.toUpperCase()}`] : [],
  );
  return `${again('--tool', resume.tool, ...answers, ...(confirm === undefined ? [] : ['--yes']))}${
    more.length === 0 ? '' : `  with ${more.join(', ')} where you like\n`
  }`;
}

/** Exit code 0 when it was done or only planned, 3 when an answer or a yes is needed, 1 when it failed. */
function exitCodeFor(answer: AskAnswer): number {
  if (isOpen(answer)) return ASKED_BACK;
  const { decision, steps } = answer;
  return decision === 'run' && steps.every(({ state }) => state === 'done' || state === 'planned') ? 0 : 1;
}

function isWritten({ steps }: AskAnswer, { view }: App): boolean {
  return steps.some(
    ({ tool, state }) => state === 'done' && view.reaches(tool) && view.reach(tool).access !== 'read',
  );
}

/** Ask in plain words and print the answer. Exit code 0, 1 when it failed, 3 when it is still open, 130 after Ctrl-C. */
export async function runAsk(config: Config, words: readonly string[], options: AskOptions): Promise<number> {
  if (options.batch !== undefined) {
    if (options.mode !== 'semantic' || options.dryRun !== true)
      throw new UsageError('--batch only shows what would be done: add --mode semantic and --dry-run.');
    return (await import('./ask-batch.ts')).runAskBatch(config, options.batch);
  }
  const request = words.join(' ').trim();
  if (request === '') throw new UsageError('Say what you want, such as: ask "errors in the last hour".');
  const stateKey = config.stateKey ?? (await ownStateKey(process.env));
  const app = await createApp({ ...config, stateKey });
  const cancel = new AbortController();
  try {
    const work = answerTo(app, request, options, cancel.signal);
    const first = await Promise.race([work, onShutdownSignal()]);
    if (typeof first === 'string') {
      cancel.abort();
      await work.catch(() => undefined);
      process.stderr.write('openobserve-mcp: The question was cancelled.\n');
      return exitCodeOf(first);
    }
    const isForPerson = process.stdout.isTTY && !options.json;
    const isGone = config.demo && isWritten(first, app);
    process.stdout.write(
      `${isForPerson ? textFor(shownOf(first, isGone), options.flags) : escapedControls(stringifyExact(first))}\n`,
    );
    if (isOpen(first))
      process.stderr.write(
        `openobserve-mcp: Nothing more is done without an answer. Go on with:\n${withoutControls(howToGoOn(words, first, options))}`,
      );
    if (isGone) process.stderr.write(sampleWriteNote());
    return exitCodeFor(first);
  } catch (error) {
    return reportFailure(error);
  } finally {
    await app.close();
  }
}
