import { writeFileSync } from 'node:fs';
import { proveAll } from './levels.ts';
import { toolsPage } from './tools-page.ts';

const PAGE = new URL('../../docs/tools.md', import.meta.url);
const write = (line: string) => process.stdout.write(`${line}\n`);

const proofs = await proveAll();
for (const { row, level, same, replayed, wrong } of proofs) {
  write(`${row.name.padEnd(36)} ${level.padEnd(20)} ${same} of ${replayed} exchanges equal`);
  for (const { exchange, detail } of wrong) write(`  WRONG ${exchange.title}: ${detail}`);
}
const unexplained = proofs.filter(({ level, reason }) => level === 'by reading' && reason === '');
const wrong = proofs.flatMap((proof) => proof.wrong);
write(
  `${proofs.length} tools: ${['proven', 'refused as recorded', 'by reading'].map((level) => `${proofs.filter((proof) => proof.level === level).length} ${level}`).join(', ')}; ${wrong.length} exchanges wrong`,
);
writeFileSync(PAGE, toolsPage(proofs));
process.exitCode = wrong.length + unexplained.length === 0 ? 0 : 1;
