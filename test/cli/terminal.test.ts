import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { forPerson, table } from '../../src/cli/terminal/print.ts';
import { showProgress } from '../../src/cli/terminal/progress.ts';
import { sparkline } from '../../src/cli/terminal/sparkline.ts';

describe('pictures', () => {
  it('draw numbers from the least to the most', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([3, 3, Number.NaN, 3])).toBe('▁▁ ▁');
    expect(sparkline(Array.from({ length: 500 }, (_, index) => index))).toHaveLength(60);
    expect(sparkline([])).toBe('');
  });

  it('stand below the table of a histogram, a line for each group', () => {
    const at = (minute: number) => `2026-01-01T10:0${minute}:00Z`;
    const rows = [0, 1, 2].flatMap((minute) => [
      [at(minute), 'error', minute * 10],
      [at(minute), 'info', 1000],
    ]);
    const text = forPerson(JSON.stringify({ data: { columns: ['time', 'level', 'n'], rows } }));
    expect(text).toContain('error  ▁▅█  0 to 20');
    expect(text).toContain('info   ▁▁▁  1,000 to 1,000');
  });

  it('take the place of the points of a metric', () => {
    const metric = { __name__: 'up', job: 'api' };
    const text = forPerson(
      JSON.stringify({
        data: {
          rows: [
            {
              metric,
              values: [
                [1, '1'],
                [2, '4'],
                [3, '2.5'],
              ],
            },
          ],
        },
      }),
    );
    expect(text).toContain('up{job="api"}');
    expect(text).toContain('▁█▅');
    expect(text).not.toContain('[[');
  });

  it('leave other rows alone', () => {
    expect(forPerson('{"data":{"columns":["error","n"],"rows":[["a",1],["b",2],["c",3]]}}')).not.toMatch(
      /[▁█]/,
    );
  });
});

describe('tables', () => {
  it.each([40, 60, 100])('fit a terminal of %i columns', (width) => {
    const before = process.stdout.columns;
    process.stdout.columns = width;
    try {
      const lines = table(['a', 'b', 'c'], [['x'.repeat(90), 'some words in a row '.repeat(8), 1]]).split(
        '\n',
      );
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    } finally {
      process.stdout.columns = before;
    }
  });
});

describe('on a terminal', () => {
  it('names of columns are whole or broken, never within a colour', () => {
    const [before, colour] = [process.stdout.columns, process.env.FORCE_COLOR];
    process.stdout.columns = 40;
    process.env.FORCE_COLOR = '1';
    try {
      const text = table(['a_long_name_of_a_column', 'another_long_name_of_a_column'], [['x'.repeat(60), 1]]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what must not be there
      expect(text).not.toMatch(/\u001b/);
    } finally {
      process.stdout.columns = before;
      if (colour === undefined) delete process.env.FORCE_COLOR;
      else process.env.FORCE_COLOR = colour;
    }
  });

  it('long JSON in a cell is cut, and that is said', () => {
    const spans = Array.from({ length: 20 }, (_, index) => ({ service_name: `service ${index}` }));
    const text = forPerson(JSON.stringify({ data: { rows: [{ id: 1, spans, said: 'x'.repeat(100) }] } }));
    expect(text).toContain('service 1');
    expect(text).not.toContain('service 9');
    expect(text).toContain('x'.repeat(100));
    expect(text).toContain('--json shows the whole');
    expect(forPerson('{"data":{"rows":[{"id":1,"tags":["a"]}]}}')).not.toContain('--json');
  });
});

describe('progress', () => {
  function screen(isTTY: boolean) {
    let text = '';
    const stream = Object.assign(new EventEmitter(), {
      isTTY,
      columns: 30,
      write: (piece: string) => {
        text += piece;
        return true;
      },
    }) as unknown as NodeJS.WriteStream;
    return { stream, text: () => text };
  }

  it('tells on a terminal what takes long, within its width, and goes away', async () => {
    const { stream, text } = screen(true);
    const line = showProgress(stream);
    line.onProgress('Reading streams', 2, 5);
    while (!text().includes('Reading')) await sleep(20);
    line.end();
    const [, shown = ''] = text().split('\u001b[K');
    expect(shown.startsWith('Reading streams (2 of 5)')).toBe(true);
    expect(shown.trimEnd().length).toBeLessThan(30);
    expect(text().endsWith('\r\u001b[K')).toBe(true);
  });

  it('says nothing where nobody looks', async () => {
    const { stream, text } = screen(false);
    const line = showProgress(stream);
    await sleep(1200);
    line.end();
    expect(text()).toBe('');
  });
});
