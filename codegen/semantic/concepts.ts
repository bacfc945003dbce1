import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const phrases = z.record(z.string(), z.array(z.string().min(1)).min(1));
const schema = z.strictObject({ entities: phrases, actions: phrases });

/** What phrases mean, by entity and by action; empty where the contract says nothing of it. */
export type Concepts = z.infer<typeof schema>;

/** @throws {z.ZodError} when `concepts.yaml` has another shape */
export async function readConcepts(directory: string): Promise<Concepts> {
  const text = await readFile(join(directory, 'concepts.yaml'), 'utf8').catch(() => null);
  return text === null ? { entities: {}, actions: {} } : schema.parse(parse(text));
}
