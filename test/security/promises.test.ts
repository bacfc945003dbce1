import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PAGE = join(import.meta.dirname, '../../docs/security.md');

/** The rows of tables of promises: each with the link to its test and the words of the test. */
const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (Promise|-)/.test(line));

it('are more than a few', () => {
  expect(rows.length).toBeGreaterThan(25);
});

it.each(rows)('name a test that exists: %s', (row) => {
  const [, , test = ''] = row.split('|').map((cell) => cell.trim());
  const [, path = '', title = ''] = /^\[[^\]]+\]\(([^)]+)\): (.+)$/.exec(test) ?? [];
  const file = join(PAGE, '..', path);
  expect(existsSync(file), test).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain(title);
});
