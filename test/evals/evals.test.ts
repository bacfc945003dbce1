import { clockIn } from '../../src/call/arguments/times.ts';
import { statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRouter } from '../../src/ask/understand/router.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { nearDuplicates } from './duplicates.ts';
import { type Scored, score } from './score.ts';
import { NONE, readLessons, readSentences } from './sentences.ts';
import { viewOf } from '../prove/tools-page.ts';

const view = viewOf('all');
const sentences = readSentences('sentences');
const share = (all: readonly Scored[], holds: (scored: Scored) => boolean) =>
  all.filter(holds).length / all.length;

describe('sentences of voices that the model has not heard', () => {
  let all: Scored[];
  beforeAll(async () => {
    const router = await loadRouter(clockIn('UTC'));
    all = sentences.map((sentence) => score(router, view, sentence));
  });
  const ours = () => all.filter(({ sentence }) => sentence.operation !== NONE);
  const strangers = () => all.filter(({ sentence }) => sentence.operation === NONE);

  it('are taken for what they mean', () => {
    expect(share(ours(), ({ isFirst }) => isFirst)).toBeGreaterThan(0.88);
    expect(share(ours(), ({ isAmongFive }) => isAmongFive)).toBeGreaterThan(0.97);
  });

  it('are declined when they are not for us, and hardly ever otherwise', () => {
    expect(share(strangers(), ({ isDeclined }) => isDeclined)).toBeGreaterThan(0.9);
    expect(share(ours(), ({ isDeclined }) => isDeclined)).toBeLessThan(0.02);
  });
});

describe('the lessons and the sentences', () => {
  it('come from different voices, and cover every operation', () => {
    const heard = new Set(readLessons().map(({ voice }) => voice));
    expect(sentences.filter(({ voice }) => heard.has(voice))).toEqual([]);
    for (const covered of [readLessons(), sentences]) {
      const operations = new Set(covered.map(({ operation }) => operation));
      expect(TOOLS.filter(({ operationId }) => !operations.has(operationId))).toEqual([]);
    }
  });

  it('hardly repeat each other', () => {
    expect(nearDuplicates(sentences).length).toBeLessThan(sentences.length / 50);
  });
});

describe('the index', () => {
  it('stays small in the package', () => {
    const bytes = ['semantic.ts', 'semantic-model.ts', 'semantic-model.bin']
      .map((file) => statSync(new URL(`../../src/generated/${file}`, import.meta.url)).size)
      .reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThanOrEqual(300_000);
  });
});
