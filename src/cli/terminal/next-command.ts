import type { Flags } from '../../config/config.ts';
import { type Config, OPTIONS } from '../../config/options.ts';
import { programName } from './program-name.ts';

/** A word as shells read it back. */
function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}

/** The settings of the command line as they were typed; secrets have no flag. */
function given(flags: Flags): string[] {
  return (Object.keys(flags) as (keyof Config)[]).flatMap((name) => {
    const value = flags[name];
    return [OPTIONS[name].flag ?? '', ...(typeof value === 'string' ? [value] : [])];
  });
}

/** A command to type next, started as this one was and with its settings. */
export function nextCommand(flags: Flags, [command, ...words]: readonly [string, ...string[]]): string {
  return [programName(), command, ...[...given(flags), ...words].map(quoted)].join(' ');
}
