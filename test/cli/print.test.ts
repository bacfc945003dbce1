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
  expect(text.split('\n')).toEqual([
    '┌───────┬────┐',
    '│ error │ n  │',
    '├───────┼────┤',
    '│ a     │ 32 │',
    '├───────┼────┤',
    '│ b     │    │',
    '└───────┴────┘',
    'range: 2026-01-01T10:00:00Z to 2026-01-01T11:00:00Z',
    'shown: 2',
    'notes: One. Two.',
  ]);
});

it('shows rows that are objects by their fields, and keeps every digit', () => {
  const text = forPerson('{"data":{"rows":[{"id":9223372036854775807},{"name":"x"}]}}');
  expect(text).toContain('│ 9223372036854775807 │      │');
  expect(text).toContain('│                     │ x    │');
});

it('indents what has no rows', () => {
  expect(forPerson('{"data":{"id":9223372036854775807}}')).toBe(
    '{\n  "data": {\n    "id": 9223372036854775807\n  }\n}',
  );
  expect(forPerson('{"data":{"rows":[]}}')).toContain('"rows": []');
});

it('leaves text as it is', () => {
  expect(forPerson('no JSON')).toBe('no JSON');
});
