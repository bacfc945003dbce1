import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessageClusters } from '../../src/investigate/detection/message-clusters.ts';

// Measures message clusters on samples with known templates: `node test/investigate/grouping-accuracy.ts FOLDER [FILE]`.
// Each file is a table with the columns `event` and `content`. With FILE, what is grouped wrongly is printed.

const [folder, shown] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node test/investigate/grouping-accuracy.ts FOLDER [FILE]');
const write = (line: string) => process.stdout.write(`${line}\n`);
const accuracies: number[] = [];
let messages = 0;
let tookMs = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
  const rows = readFileSync(join(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const at = line.indexOf('\t');
      return { event: line.slice(0, at), content: line.slice(at + 1) };
    });
  const clusters = createMessageClusters();
  const startMs = performance.now();
  for (const { content } of rows) clusters.add(content);
  tookMs += performance.now() - startMs;
  messages += rows.length;
  const found = rows.map(({ content }) => clusters.templateOf(content));
  const byCluster = Map.groupBy(rows, (_, at) => found[at]);
  const byEvent = Map.groupBy(rows, ({ event }) => event);
  let right = 0;
  for (const [event, list] of byEvent) {
    const ids = new Set(list.map((row) => found[rows.indexOf(row)]));
    const only = ids.size === 1 && byCluster.get([...ids][0])?.length === list.length;
    if (only) right += list.length;
    else if (file.startsWith(shown ?? ' '))
      write(
        `${event} (${list.length}): ${[...ids].slice(0, 6).join(' | ')} <- ${list[0]?.content.slice(0, 120)}`,
      );
  }
  accuracies.push(right / rows.length);
  write(
    `${file.padEnd(18)} ${(right / rows.length).toFixed(3)}  ${byCluster.size} clusters of ${byEvent.size}`,
  );
}
const mean = accuracies.reduce((sum, each) => sum + each, 0) / accuracies.length;
write(`average            ${mean.toFixed(3)}`);
write(`${Math.round((messages / tookMs) * 1000)} messages/s`);
