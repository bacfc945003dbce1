import { loadWorld, momentUs, readWorld, readYaml, type Question, trueRows } from './load.ts';

// Loads a world, runs every truth, and prints each question beside its true cells.

const [name, flag, incident] = process.argv.slice(2);
if (name === undefined) throw new Error('Usage: node test/worlds/check.ts NAME [--incident ID]');
const write = (line: string) => process.stdout.write(`${line}\n`);
const nowUs = Date.now() * 1000;
const sample = await loadWorld(
  await readWorld(name),
  nowUs,
  flag === '--incident' ? (incident ?? null) : null,
);
const json = (value: unknown) =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
let wrong = 0;
try {
  for (const { id, kind, language, question, truth, accept = [] } of readYaml<Question[]>(
    name,
    'questions.yaml',
  )) {
    write(`${id} [${kind}, ${language}] ${question}`);
    if (truth.honest !== undefined) write(`     honest: ${truth.honest}`);
    for (const each of [truth, ...accept]) {
      try {
        for (const { range, rows } of await trueRows(sample, each, nowUs)) {
          if (rows.length === 0 || rows.length > 20) wrong += 1;
          const warning = rows.length === 0 ? 'EMPTY ' : rows.length > 20 ? `MANY (${rows.length}) ` : '';
          write(`     ${warning}${range}: ${json(rows).slice(0, 300)}`);
        }
      } catch (error) {
        wrong += 1;
        write(`     REFUSED ${(error as Error).message.slice(0, 300)}`);
      }
    }
  }
  for (const { id, window } of readYaml<ReadonlyArray<{ id: string; window: [string, string] }>>(
    name,
    'incidents.yaml',
  ))
    write(
      `${id}: ${window.map((text) => new Date(momentUs(text, nowUs) / 1000).toISOString()).join(' to ')}`,
    );
  write(`${wrong} to look at`);
} finally {
  await sample.close();
}
