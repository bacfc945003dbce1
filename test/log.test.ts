import { expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

function collect(level: 'debug' | 'info' | 'warn' | 'error', secrets: Iterable<string> = []) {
  const lines: string[] = [];
  return { lines, log: createLog({ level, secrets, write: (line) => lines.push(line) }) };
}

it('drops what is below the level', () => {
  const { lines, log } = collect('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  expect(lines.map((line) => line.split(' ').slice(1).join(' '))).toEqual(['warn c\n', 'error d\n']);
});

it('writes one line for each entry, whatever is in it', () => {
  const { lines, log } = collect('info');
  log.info('first\nsecond', { text: 'a\nb', big: 2n ** 64n, error: new Error('boom\nbang') });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1);
  expect(lines[0]).toContain('18446744073709551616');
  expect(lines[0]).toContain('boom');
});

it('masks secrets in every form, also those that are learned later', () => {
  const secrets = new Set(['pa"ss word']);
  const { lines, log } = collect('info', secrets);
  log.info('key pa"ss word', { key: 'pa"ss word', url: `http://x/?k=${encodeURIComponent('pa"ss word')}` });
  secrets.add('later-secret');
  log.info('later-secret');
  secrets.delete('later-secret');
  secrets.add('after-it');
  log.info('after-it');
  expect(lines.join('')).not.toMatch(/ss word|ss%20word|later-secret|after-it/);
  expect(lines.join('').match(/\*\*\*/g)).toHaveLength(5);
});
