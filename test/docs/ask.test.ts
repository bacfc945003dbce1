import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type ToolClient } from '../../src/library.ts';
import { textOf } from './pages.ts';

interface Phrasing {
  readonly words: string;
  /** What must stand in the answer or the steps. */
  readonly marked: readonly string[];
  readonly isWrite: boolean;
}

/** The rows of the tables, each with whether its section is about writes. */
const phrasings: readonly Phrasing[] = textOf('docs/ask.md')
  .split(/^## /m)
  .flatMap((section) =>
    [...section.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)]
      .map(([, words = '', result = '']) => ({
        words: words.replaceAll('\\|', '|'),
        marked: [...result.matchAll(/`([^`]+)`/g)].map(([, part = '']) => part),
        isWrite: section.startsWith('Make and change'),
      }))
      .filter(({ words }) => words !== 'you say' && !/^-+$/.test(words)),
  );

describe('docs/ask.md', () => {
  let client: ToolClient;
  beforeAll(async () => {
    client = await createClient({ demo: true, timeoutMs: 60_000 });
  });
  afterAll(() => client.close());

  it('has 50 phrasings, each with what it must give', () => {
    expect(phrasings.length).toBeGreaterThanOrEqual(50);
    expect(phrasings.filter(({ marked }) => marked.length === 0)).toEqual([]);
  });

  it.each(phrasings)('$words', async ({ words, marked, isWrite }) => {
    const { decision, answer, steps } = await client.ask(words, { mode: 'semantic', dryRun: isWrite });
    expect(decision, answer).toBe('run');
    for (const part of marked) expect(`${answer} ${JSON.stringify(steps)}`).toContain(part);
  });
});
