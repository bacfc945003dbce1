import { type App, createApp } from '../app.ts';
import { isApprovedBy } from '../approval-question.ts';
import type { AskAnswer } from '../ask/types.ts';
import { ASK } from '../ask-tool.ts';
import type { Config } from '../config.ts';
import { PersonNeeded } from '../errors.ts';
import { stringifyExact } from '../exact-json.ts';
import type { PersonReply } from '../question.ts';
import { reportFailure, UsageError } from './failure.ts';
import { forPerson } from './print.ts';
import { showProgress } from './progress.ts';
import { exitCodeOf, whenAskedToStop } from './stop.ts';
import { askOnTerminal, chooseOnTerminal, hasTerminal } from './terminal-person.ts';

export interface AskOptions {
  readonly mode?: string;
  readonly dryRun?: boolean;
  /** The tool that is meant, where that is known. */
  readonly tool?: string;
  /** Print JSON on a terminal too. */
  readonly json?: boolean;
  /** File of questions, one JSON object a line. */
  readonly batch?: string;
  /** Destroy without asking. */
  readonly yes?: boolean;
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
          approved: (digest) => options.yes === true || isApprovedBy(reply, digest),
          caller: 'local',
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
  };
  const answer = await converse(app, args, options, signal);
  if (answer.decision !== 'candidates' || answer.candidates.length === 0 || !hasTerminal()) return answer;
  const titles = answer.candidates.map(({ tool, title }) => `${title} (${tool})`);
  const index = await chooseOnTerminal(answer.answer, titles, signal);
  const tool = index === null ? undefined : answer.candidates[index]?.tool;
  return tool === undefined ? answer : converse(app, { ...args, tool }, options, signal);
}

/** The answer for a person: the words first, then rows as a table, then what to edit and to ask next. */
function textFor({ answer, untrusted_data: data, query, next, steps }: AskAnswer): string {
  const { range: _, summary: __, shown: ___, ...rest } = (data ?? {}) as Record<string, unknown>;
  const hasRows = ['untrusted_data', 'data'].some((key) => {
    const rows = (rest[key] as { rows?: unknown } | undefined)?.rows;
    return Array.isArray(rows) && rows.length > 0;
  });
  const links = steps.flatMap(({ link }) => link ?? []);
  return [
    answer,
    ...(hasRows ? [forPerson(stringifyExact({ data: rest.untrusted_data ?? rest.data }))] : []),
    ...(query === undefined ? [] : [`Query: ${query}`]),
    ...links.map((link) => `Link: ${link}`),
    ...(next === undefined ? [] : [`Next: openobserve-mcp ask ${JSON.stringify(next)}`]),
  ].join('\n');
}

/** Exit code 0 when it was done or only planned, 1 when it failed or is still open. */
function exitCodeFor({ decision, steps }: AskAnswer): number {
  return decision === 'run' && steps.every(({ state }) => state === 'done' || state === 'planned') ? 0 : 1;
}

/** Ask in plain words and print the answer. Exit code 0, 1 when it failed or is still open, 130 after Ctrl-C. */
export async function runAsk(config: Config, words: readonly string[], options: AskOptions): Promise<number> {
  if (options.batch !== undefined) {
    if (options.mode !== 'semantic' || options.dryRun !== true)
      throw new UsageError('--batch only shows what would be done: add --mode semantic and --dry-run.');
    return (await import('./ask-batch.ts')).runAskBatch(config, options.batch);
  }
  const request = words.join(' ').trim();
  if (request === '') throw new UsageError('Say what you want, such as: ask "errors in the last hour".');
  const app = await createApp(config);
  const cancel = new AbortController();
  try {
    const work = answerTo(app, request, options, cancel.signal);
    const first = await Promise.race([work, whenAskedToStop()]);
    if (typeof first === 'string') {
      cancel.abort();
      await work.catch(() => undefined);
      process.stderr.write('openobserve-mcp: The question was cancelled.\n');
      return exitCodeOf(first);
    }
    const isForPerson = process.stdout.isTTY && !options.json;
    process.stdout.write(`${isForPerson ? textFor(first) : stringifyExact(first)}\n`);
    return exitCodeFor(first);
  } catch (error) {
    reportFailure(error);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await app.close();
  }
}
