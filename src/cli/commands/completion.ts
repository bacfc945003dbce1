import t, { type Command as Completed } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { CLIENTS } from '../../clients/clients.ts';
import { GATEWAYS } from '../../clients/gateways.ts';
import { TOOLS } from '../../generated/tools.ts';
import { UsageError } from '../terminal/failure.ts';

const NAME = 'openobserve-mcp';
const SHELLS = ['bash', 'zsh', 'fish'];

type Choice = readonly [value: string, description: string];

/** What may stand as the first argument of a command. */
const ARGUMENTS: Readonly<Record<string, () => readonly Choice[]>> = {
  call: () => TOOLS.map(({ name, title }) => [name, title]),
  tools: () => TOOLS.map(({ name, title }) => [name, title]),
  config: () => [...CLIENTS, ...GATEWAYS].map(({ name, title }) => [name, title]),
  completion: () => SHELLS.map((shell) => [shell, '']),
};

function addOptions(to: Completed, from: Command): void {
  for (const option of from.options) {
    const name = (option.long ?? '').replace(/^--/, '');
    if (name === '') continue;
    // A flag with a value wants that next, and no name can be guessed for it.
    if (option.required || option.optional) to.option(name, option.description, () => undefined);
    else to.option(name, option.description);
  }
}

function describe(program: Command): void {
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
  describe(program);
  if (shell === 'bash') process.stdout.write(PLAIN_BASH);
  t.setup(NAME, NAME, shell);
}

/** Answer the shell: what may follow the words. */
export function complete(program: Command, words: readonly string[]): void {
  describe(program);
  t.parse([...words]);
}
