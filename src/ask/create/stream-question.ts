import type { StreamEntry } from '../data/dictionary.ts';
import type { MissingArgument } from '../types.ts';

/** The name under which the stream to use is asked for and answered. */
export const STREAM = 'stream';

const MOST_CHOICES = 20;

/** The question for a stream, with streams as choices. */
export function streamQuestion(question: string, streams: readonly StreamEntry[]): MissingArgument {
  const names = [...new Set(streams.map(({ name }) => name))].slice(0, MOST_CHOICES);
  return { name: STREAM, question, ...(names.length > 0 ? { choices: names } : {}) };
}
