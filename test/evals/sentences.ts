import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One labelled sentence. The rules of labelling are in `labelling.md`. */
const sentenceSchema = z.strictObject({
  id: z.string(),
  kind: z.enum([
    'direct',
    'paraphrase',
    'incident',
    'typos',
    'terse',
    'steps',
    'ambiguous',
    'not_for_us',
    'unsafe',
  ]),
  request: z.string(),
  /** The operationId of what is meant (of the first step), or `none`. */
  operation: z.string(),
  /** Operations that are as right, or that an expert would ask about. */
  also: z.array(z.string()).default([]),
  steps: z.array(z.string()).default([]),
  arguments: z.record(z.string(), z.unknown()).default({}),
  missing: z.array(z.string()).default([]),
});

export interface Sentence extends z.infer<typeof sentenceSchema> {
  readonly voice: string;
}

export const NONE = 'none';

/** The sentences of a folder, `sentences` or `lock-box`: one file a voice. */
export function readSentences(folder: 'sentences' | 'lock-box'): Sentence[] {
  const directory = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, directory), 'utf8')
        .trim()
        .split('\n')
        .map((line) => ({ voice: file.replace('.jsonl', ''), ...sentenceSchema.parse(JSON.parse(line)) })),
    );
}

/** What people say in `openapi/utterances`: the sentences that the model has learned from. */
export function readLessons(): Array<{ voice: string; operation: string; request: string }> {
  const directory = new URL('../../openapi/utterances/', import.meta.url);
  return readdirSync(directory).flatMap((file) =>
    readFileSync(new URL(file, directory), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const [operation = '', request = ''] = line.split('\t');
        return { voice: file.replace('.tsv', ''), operation, request };
      }),
  );
}
