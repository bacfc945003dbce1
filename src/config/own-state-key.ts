import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** As many characters as O2_STATE_KEY wants. */
const LEAST_CHARACTERS = 32;

/** Where programs of a person keep what they need from one start to the next. */
function stateFolder({ XDG_STATE_HOME: state, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string {
  return join(state || local || join(homedir(), '.local', 'state'), 'openobserve-mcp');
}

const readKey = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().length >= LEAST_CHARACTERS ? text.trim() : null;
};

/**
 * The key with which the command line signs what the next command goes on with, made with the first use and readable by
 * this person alone. Null where no file can be written.
 */
export async function ownStateKey(environment: NodeJS.ProcessEnv): Promise<string | null> {
  const file = join(stateFolder(environment), 'state-key');
  const known = await readKey(file);
  if (known !== null) return known;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch {
    // Another command may have been quicker.
  }
  return readKey(file);
}
