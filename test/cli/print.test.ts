import { expect, it } from 'vitest';
import { forPerson } from '../../src/cli/terminal/print.ts';

const RANGE = { start: '2026-01-01T10:00:00Z', end: '2026-01-01T11:00:00Z' };

it('shows columns and rows as a table, and the rest below', () => {
  const text = forPerson(
    JSON.stringify({
      range: RANGE,
      shown: 2,
      untrusted_data: {
        columns: ['error', 'n'],
        rows: [
          ['a', 32],
          ['b', null],
        ],
      },
      notes: ['One.', 'Two.'],
    }),
  );
  expect(text.split('\n').slice(0, 4)).toEqual(['error   n', '─────  ──', 'a      32', 'b']);
  expect(text).toMatch(
    /\nrange: 2026-01-0\d \d\d:00:00 to 2026-01-0\d \d\d:00:00 \S+\nshown: 2\nnotes: One\. Two\.$/,
  );
});

it('says first what was found, in the time of the terminal, and draws what stands beside the rows', () => {
  const text = forPerson(
    JSON.stringify({
      answer: 'It began at 2026-01-01T10:00:00Z.',
      untrusted_data: {
        events: { columns: ['at', 'event'], rows: [['2026-01-01T09:59:00.5Z', 'release']] },
        services: ['a: 1', 'b: 2'],
        summary: { bucket_s: 60 },
        columns: ['n'],
        rows: [[1]],
      },
      looked_at: ['x', 'y'],
    }),
  );
  const [answer, ...lines] = text.split('\n');
  expect(answer).toMatch(/^It began at 2026-01-0\d \d\d:00:00 \S+\.$/);
  expect(lines.slice(0, 3)).toEqual(['n', '─', '1']);
  expect(text).toMatch(/\nevents:\nat +event\n─+ +─+\n2026-01-0\d \d\d:59:00\.500 +release\n/);
  expect(lines.slice(-2)).toEqual(['services: a: 1, b: 2', 'looked_at: x, y']);
});

it('says what was found where there are no rows', () => {
  expect(forPerson('{"answer":"Nothing.","untrusted_data":{"columns":["n"],"rows":[]},"shown":0}')).toBe(
    'Nothing.\nshown: 0',
  );
});

it('keeps every digit', () => {
  const text = forPerson('{"untrusted_data":{"columns":["id","name"],"rows":[[9223372036854775807,null]]}}');
  expect(text).toContain('9223372036854775807');
});

it('indents what has no rows', () => {
  expect(forPerson('{"untrusted_data":{"id":9223372036854775807}}')).toBe(
    '{\n  "untrusted_data": {\n    "id": 9223372036854775807\n  }\n}',
  );
  expect(forPerson('{"untrusted_data":{"columns":["id"],"rows":[]}}')).toContain('"rows": []');
});

it('leaves text as it is', () => {
  expect(forPerson('no JSON')).toBe('no JSON');
});
