import { createInterface, type Interface } from 'node:readline/promises';
import { withoutControls } from '../../redact/control-characters.ts';
import type { Question } from '../../call/confirm/question.ts';
import type { JsonSchema } from '../../contract/tool.ts';

/** Whether a person can be asked here. */
export const hasTerminal = () => process.stdin.isTTY === true;

/** Null when the person closes the input (Ctrl-D): that is a no. */
async function withAsker<T>(use: (asker: Interface) => Promise<T>, signal: AbortSignal): Promise<T | null> {
  const asker = createInterface({ input: process.stdin, output: process.stderr });
  asker.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await use(asker);
  } catch (error) {
    if (signal.aborted || (error as NodeJS.ErrnoException).code !== 'ABORT_ERR') throw error;
    process.stderr.write('\n');
    return null;
  } finally {
    asker.close();
  }
}

/** A yes or no is asked as every yes or no. */
const isYesOrNo = (choices: readonly string[]) => choices.length === 2 && choices.join() === 'yes,no';

/** A choice by its number or its text or how that alone begins, so that nobody must type a long name. */
export function chosen(text: string, choices: readonly string[]): string | null {
  if (text === '') return null;
  const byNumber = /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined;
  const wanted = text.toLowerCase();
  const beginning = choices.filter((choice) => choice.toLowerCase().startsWith(wanted));
  const whole = choices.find((choice) => choice.toLowerCase() === wanted);
  return byNumber ?? whole ?? (beginning.length === 1 ? (beginning[0] ?? null) : null);
}

function promptFor(name: string, field: JsonSchema, isRequired: boolean): string {
  const choices = (field.enum ?? []) as readonly string[];
  if (isYesOrNo(choices)) return withoutControls(`${field.description ?? name} [y/n] `);
  const list = choices.map((choice, index) => `  ${index + 1}  ${choice}\n`).join('');
  return withoutControls(
    `${field.description ?? name}${isRequired ? '' : ' (Enter leaves it out)'}\n${list}> `,
  );
}

async function askField(
  asker: Interface,
  name: string,
  field: JsonSchema,
  isRequired: boolean,
  signal: AbortSignal,
): Promise<unknown> {
  const choices = (field.enum ?? []) as readonly string[];
  for (;;) {
    const text = (await asker.question(promptFor(name, field, isRequired), { signal })).trim();
    if (text === '' && !isRequired) return undefined;
    if (choices.length === 0 && text !== '') return text;
    const choice = chosen(text, choices);
    if (choice !== null) return choice;
    process.stderr.write(
      isYesOrNo(choices)
        ? 'Type y or n. Ctrl-D cancels.\n'
        : choices.length > 0
          ? 'Choose a number from the list. Ctrl-D cancels.\n'
          : 'This is needed.\n',
    );
  }
}

/** Ask a person on the terminal. Null when the answer is no. */
export function askOnTerminal(
  { message, properties, required }: Question,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | null> {
  return withAsker(async (asker) => {
    if ('approve' in properties) {
      const text = await asker.question(`${withoutControls(message)}\nGo on? [y/N] `, { signal });
      return /^y(es)?$/i.test(text.trim()) ? { approve: true } : null;
    }
    const content: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(properties))
      content[name] = await askField(asker, name, field, required.includes(name), signal);
    return content;
  }, signal);
}

/** One of several on the terminal; null when none is meant. */
export function chooseOnTerminal(
  message: string,
  choices: readonly string[],
  signal: AbortSignal,
): Promise<number | null> {
  return withAsker(async (asker) => {
    const list = choices.map((choice, index) => `  ${index + 1}  ${choice}\n`).join('');
    const text = (
      await asker.question(`${withoutControls(`${message}\n${list}`)}Which one? (Enter for none) > `, {
        signal,
      })
    ).trim();
    const index = Number(text) - 1;
    return text !== '' && choices[index] !== undefined ? index : null;
  }, signal);
}
