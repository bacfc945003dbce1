import { clockIn } from '../../src/call/arguments/times.ts';
import { loadRouter } from '../../src/ask/understand/router.ts';
import { nearDuplicates } from '../../test/evals/duplicates.ts';
import { figures, groupBy } from '../../test/evals/report.ts';
import { score } from '../../test/evals/score.ts';
import { readSentences } from '../../test/evals/sentences.ts';
import { viewOf } from '../../test/prove/tools-page.ts';
import { markdownTable } from './markdown-table.ts';

const SHOWN = ['sentences', 'first %', 'in five %', 'declined %', 'wrongly declined %'];

/** What `npm run eval` says of the voices that the model has not heard, as a table. */
export async function scores(): Promise<string> {
  const router = await loadRouter(clockIn('UTC'));
  const view = viewOf('all');
  const sentences = readSentences('sentences');
  const repeated = new Set(nearDuplicates(sentences));
  const all = sentences
    .filter((sentence) => !repeated.has(sentence))
    .map((sentence) => score(router, view, sentence));
  const groups = [...groupBy(all, ({ sentence }) => sentence.voice), ['all', all] as const];
  return markdownTable(
    ['voice', ...SHOWN],
    groups.map(([voice, scored]) => [voice, ...SHOWN.map((name) => figures(scored)[name] ?? '')]),
  );
}
