import t, { type Command as Completed } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { CLIENTS } from '../../clients/clients.ts';
import { FORM_CLIENTS } from '../../clients/form-clients.ts';
import { GATEWAYS } from '../../clients/gateways.ts';
import { OPTIONS } from '../../config/options.ts';
import { TOOLS, TOOLSETS } from '../../generated/tools.ts';
import { UsageError } from '../terminal/failure.ts';

const NAME = 'openobserve-mcp';
const SHELLS = ['bash', 'zsh', 'fish'];

type Choice = readonly [value: string, description: string];

/** What may stand as the first argument of a command. */
const ARGUMENTS: Readonly<Record<string, () => readonly Choice[]>> = {
  call: () => TOOLS.map(({ name, title }) => [name, title]),
  tools: () => TOOLS.map(({ name, title }) => [name, title]),
  config: () => [...CLIENTS, ...FORM_CLIENTS, ...GATEWAYS].map(({ name, title }) => [name, title]),
  completion: () => SHELLS.map((shell) => [shell, '']),
};

const MODES = ['auto', 'semantic', 'llm', 'agent'];

/** The values that a flag may have, where they are few words; none can be guessed for the others. */
function valuesOf(flag: string): readonly string[] {
  if (flag === '--mode') return MODES;
  if (flag === '--profile') return ['all', 'core', 'search', ...TOOLSETS.map(({ name }) => name)];
  if (flag === '--tool') return TOOLS.map(({ name }) => name);
  return Object.values(OPTIONS).find((option) => option.flag === flag)?.read.words ?? [];
}

/** Arguments of a tool, as `call` takes them. */
const argumentsOf = (tool: string): readonly Choice[] =>
  Object.keys(TOOLS.find(({ name }) => name === tool)?.places ?? {}).map((name) => [`${name}=`, '']);

function addOptions(to: Completed, from: Command): void {
  for (const option of from.options) {
    const name = (option.long ?? '').replace(/^--/, '');
    if (name === '') continue;
    if (option.required || option.optional)
      to.option(name, option.description, (complete) => {
        for (const value of valuesOf(option.long ?? '')) complete(value, '');
      });
    else to.option(name, option.description);
  }
}

/** `words`: what stands on the command line so far, the word to complete last. */
function describe(program: Command, words: readonly string[]): void {
  addOptions(t, program);
  for (const command of program.commands) {
    const to = t.command(command.name(), command.description());
    addOptions(to, command);
    addOptions(to, program);
    const choices = ARGUMENTS[command.name()];
    if (choices)
      to.argument('name', (complete) => {
        for (const choice of choices()) complete(...choice);
      });
    if (command.name() === 'call')
      to.argument(
        'arguments',
        (complete) => {
          const tool = words.find((word) => TOOLS.some(({ name }) => name === word)) ?? '';
          for (const choice of argumentsOf(tool)) complete(...choice);
        },
        true,
      );
  }
}

/** The script counts on a function of the package bash-completion, which not every machine has. */
const PLAIN_BASH = `type _get_comp_words_by_ref >/dev/null 2>&1 || _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} cword=$COMP_CWORD
    words=("\${COMP_WORDS[@]}")
}
`;

/** Print the script that a shell reads. @throws {UsageError} for a shell that there is none for */
export function printCompletion(program: Command, shell: string): void {
  if (!SHELLS.includes(shell))
    throw new UsageError(`There is no completion for "${shell}". There is one for: ${SHELLS.join(', ')}.`);
  describe(program, []);
  if (shell === 'bash') process.stdout.write(PLAIN_BASH);
  t.setup(NAME, NAME, shell);
}

/** Answer the shell: what may follow the words. */
export function complete(program: Command, words: readonly string[]): void {
  describe(program, words);
  t.parse([...words]);
}
