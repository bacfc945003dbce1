import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problems } from '../../src/contract/problems.ts';

/** What one person would say for an operation, or for `none`. */
export interface Utterance {
  readonly author: string;
  readonly operation: string;
  readonly sentence: string;
}

/** The label of a sentence that asks for no tool. */
export const NONE = 'none';

/** Everything in `utterances/`: one file an author, one line a sentence, `operation<TAB>sentence`. */
export async function readUtterances(
  directory: string,
  operations: ReadonlySet<string>,
  problems: Problems,
): Promise<Utterance[]> {
  const folder = join(directory, 'utterances');
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tsv')).sort();
  const found: Utterance[] = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    lines.forEach((line, index) => {
      if (line === '') return;
      const [operation = '', sentence = '', ...more] = line.split('\t');
      const label = `utterances/${file}:${index + 1}`;
      if (more.length > 0 || sentence.trim() === '')
        problems.add(label, 'must be an operation, a tab and a sentence');
      else if (operation !== NONE && !operations.has(operation))
        problems.add(label, `there is no operation "${operation}"`);
      else found.push({ author: file.replace(/\.tsv$/, ''), operation, sentence });
    });
  }
  return found;
}
