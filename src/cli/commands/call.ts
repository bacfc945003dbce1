import { escapedControls, withoutControls } from '../../redact/control-characters.ts';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createApp } from '../../server/app.ts';
import type { Flags } from '../../config/config.ts';
import type { Config } from '../../config/options.ts';
import { approvalQuestion } from '../../call/confirm/approval-question.ts';
import type { PersonReply } from '../../call/confirm/question.ts';
import { ConfirmationRequired, toMessage } from '../../errors.ts';
import { maskText } from '../../redact/patterns.ts';
import { parseExact } from '../../json/exact-json.ts';
import type { ToolResult } from '../../result/result.ts';
import { readCallArguments } from './call-arguments.ts';
import { ASKED_BACK, reportFailure, UsageError } from '../terminal/failure.ts';
import { nextCommand } from '../terminal/next-command.ts';
import { forPerson } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress.ts';
import { sampleWriteNote } from '../terminal/sample-note.ts';
import { exitCodeOf, onShutdownSignal } from '../terminal/shutdown.ts';
import { askOnTerminal, hasTerminal } from '../terminal/person.ts';

/** Flags of `call`. */
export interface CallOptions {
  /** Arguments as a JSON object. */
  readonly args?: string;
  /** Print JSON on a terminal too. */
  readonly json?: boolean;
  /** File that gets the answer instead of stdout. */
  readonly out?: string;
  /** Destroy without asking. */
  readonly yes?: boolean;
  /** The settings of this command line. */
  readonly flags: Flags;
}

/**
 * Call one tool and print its answer. Exit code 0, 1 when the tool failed or a person said no, 3 where a yes is needed
 * and nobody can be asked, 130 after Ctrl-C.
 */
export async function runCall(
  config: Config,
  tool: string,
  words: readonly string[],
  options: CallOptions,
): Promise<number> {
  const call = { name: tool, arguments: readCallArguments(words, options.args) };
  const app = await createApp(config);
  const cancel = new AbortController();
  const run = async (reply?: PersonReply) => {
    const { end, ...told } = showProgress();
    const context = {
      view: app.view,
      signal: cancel.signal,
      approved: () => options.yes === true,
      caller: 'local',
      ...told,
      ...(reply === undefined ? {} : { reply }),
    };
    return app.run(call, context).finally(end);
  };
  try {
    const work = run().catch((error) => {
      if (!(error instanceof ConfirmationRequired) || !hasTerminal()) throw error;
      const { state } = approvalQuestion(error);
      return askPerson(error.preview, cancel.signal).then((isYes) =>
        isYes ? run({ state, content: { approve: true } }) : null,
      );
    });
    const first = await Promise.race([work, onShutdownSignal()]);
    if (typeof first === 'string') {
      cancel.abort();
      const told = await work.then(() => 'The call was canceled.', toMessage);
      process.stderr.write(`openobserve-mcp: ${told}\n`);
      return exitCodeOf(first);
    }
    if (first === null) return 1;
    const exitCode = await show(first, options);
    if (config.demo && isWritten(first)) process.stderr.write(sampleWriteNote());
    return exitCode;
  } catch (error) {
    if (error instanceof ConfirmationRequired) {
      const json = options.args === undefined ? [] : ['--args', options.args];
      // A terminal and its log keep what is printed: whoever goes on fills secrets in again.
      const given = [...words, ...json].map(maskText);
      const again = nextCommand(options.flags, ['call', tool, ...given, '--yes']);
      process.stderr.write(
        `openobserve-mcp: Nothing was done yet. ${withoutControls(error.preview)} To go on:\n  ${again}\n`,
      );
      return ASKED_BACK;
    }
    return reportFailure(error);
  } finally {
    await app.close();
  }
}

/** Results of writes say what was done. */
function isWritten({ isError, content }: ToolResult): boolean {
  return isError !== true && 'done' in (parseExact(content[0]?.text ?? '{}') as object);
}

async function show(result: ToolResult, options: CallOptions): Promise<number> {
  const text = result.content.map((block) => block.text).join('\n');
  if (result.isError) {
    process.stderr.write(`${withoutControls(text)}\n`);
    return 1;
  }
  if (options.out !== undefined) await writeWhole(options.out, `${text}\n`);
  else
    process.stdout.write(
      `${process.stdout.isTTY && !options.json ? forPerson(text) : escapedControls(text)}\n`,
    );
  return 0;
}

/** The file appears whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new UsageError(`The file of --out cannot be written: ${(error as Error).message}.`);
  }
}

async function askPerson(preview: string, signal: AbortSignal): Promise<boolean> {
  const question = { message: preview, properties: { approve: { type: 'boolean' } }, required: ['approve'] };
  if (await askOnTerminal(question, signal)) return true;
  process.stderr.write('openobserve-mcp: Canceled: nothing was changed.\n');
  return false;
}
