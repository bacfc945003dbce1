import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { chosen } from '../../src/cli/terminal/person.ts';
import { forPerson } from '../../src/cli/terminal/print.ts';
import { showProgress } from '../../src/cli/terminal/progress.ts';
import { sparkline } from '../../src/cli/terminal/sparkline.ts';
import { drawTable } from '../../src/cli/terminal/table.ts';

describe('pictures', () => {
  it('draw numbers to scale, from 0 to the most', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([3, 3, Number.NaN, 3])).toBe('██ █');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });

  it('stand below the table of a histogram, a line for each group, with time to scale', () => {
    const at = (minute: number) => `2026-01-01T10:0${minute}:00Z`;
    const rows = [0, 1, 2].flatMap((minute) => [
      [at(minute), 'error', minute * 10],
      [at(minute), 'info', 1000],
    ]);
    const text = forPerson(JSON.stringify({ untrusted_data: { columns: ['time', 'level', 'n'], rows } }));
    expect(text).toContain('error  ▁▅█  0 to 20');
    expect(text).toContain('info   ███  1,000 to 1,000');
    const gap = [
      [at(0), 2],
      [at(1), 2],
      [at(5), 4],
    ];
    expect(forPerson(JSON.stringify({ untrusted_data: { columns: ['time', 'n'], rows: gap } }))).toContain(
      'n  ▅▅   █  2 to 4',
    );
  });

  it('are at most 60 wide and keep the peak', () => {
    const rows = Array.from({ length: 300 }, (_, index) => [
      new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString().replace('.000', ''),
      index === 157 ? 70 : 0,
    ]);
    const text = forPerson(JSON.stringify({ untrusted_data: { columns: ['t', 'n'], rows } }));
    const [line = ''] = text.split('\n').filter((each) => each.startsWith('n  ▁'));
    expect(line.match(/[▁-█]/g)).toHaveLength(60);
    expect(line.match(/█/g)).toHaveLength(1);
  });

  it('leave other rows alone', () => {
    const text = '{"untrusted_data":{"columns":["error","n"],"rows":[["a",1],["b",2],["c",3]]}}';
    expect(forPerson(text)).not.toMatch(/[▁█]/);
  });
});

describe('tables', () => {
  it.each([40, 60, 100])('fit a terminal of %i columns, and wrap text between its words', (width) => {
    const words = 'some words in a row '.repeat(8).trim();
    const { text } = drawTable(['a', 'b', 'c'], [['short', words, 1]], width);
    const lines = text.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text.split(/\s+/).filter((word) => /^(?:some|words|row)$/.test(word))).toHaveLength(24);
  });

  it('leave out first what tells nothing: one value in all rows, then IDs, then the last, and never the first or a message', () => {
    const head = ['_timestamp', 'amount', 'ledger_id', 'message', 'region', 'service'];
    const rows = [1, 2, 3].map((at) => [
      at,
      at * 100,
      `l-${at}`,
      `payment ${at} was refused by its bank`,
      `r${at}`,
      'pay',
    ]);
    expect(drawTable(head, rows, 70).dropped).toEqual(['service']);
    expect(drawTable(head, rows, 62).dropped).toEqual(['ledger_id', 'service']);
    expect(drawTable(head, rows, 50).dropped).toEqual(['ledger_id', 'region', 'service']);
    expect(drawTable(head, rows, 30).dropped).toEqual([
      'amount',
      'ledger_id',
      'message',
      'region',
      'service',
    ]);
  });

  it('leave out columns that there is no room for, empty ones first, and say which', () => {
    const head = ['trace_id', 'empty', 'operation', 'last'];
    const rows = [['a'.repeat(32), null, 'POST /checkout', 'z'.repeat(20)]];
    expect(drawTable(head, rows, 60).dropped).toEqual(['empty', 'last']);
    const before = process.stdout.columns;
    process.stdout.columns = 60;
    try {
      const text = forPerson(JSON.stringify({ untrusted_data: { columns: head, rows } }));
      expect(text).toContain('No room for empty, last: --json shows all.');
      expect(text).toContain('a'.repeat(32));
    } finally {
      process.stdout.columns = before;
    }
  });

  it('has no part of an escape code in a head that is wrapped', () => {
    const head = ['n', 'duration_ms', 'operation_name'];
    const rows = [[1, 5.8, 'GET/products/with/a/long/path/and/more/of/it/than/there/is/room/for']];
    const plain = stripVTControlCharacters(drawTable(head, rows, 30).text);
    expect(plain).not.toMatch(/\[?\d+m?\b.*\n─/);
  });

  it('say numbers without the digits that binary arithmetic leaves', () => {
    const { text } = drawTable(['total', 'share'], [[260251.12000000005, 0.058394160583]], 0);
    expect(text).toMatch(/260251\.12\s+0\.05839$/);
  });

  it('say lengths and sizes with their unit, and times in the zone of the terminal', () => {
    const at = '2026-01-01T10:00:00.250123Z';
    const rows = [[at, 604.813, 4780, 70_567, 12]];
    const { text } = drawTable(['at', 'self_ms', 'duration_ms', 'storage_bytes', 'n'], rows, 0);
    const local = new Date(at);
    const two = (value: number) => String(value).padStart(2, '0');
    expect(text).toContain(`${two(local.getHours())}:${two(local.getMinutes())}:00.250`);
    expect(text).toMatch(/self\s+duration\s+storage\s+n\n/);
    expect(text).toMatch(/604\.8 ms\s+4\.78 s\s+68\.9 KiB\s+12/);
  });
});

describe('on a terminal', () => {
  it('long JSON in a cell is cut, and that is said', () => {
    const spans = Array.from({ length: 20 }, (_, index) => ({ service_name: `service ${index}` }));
    const columns = ['id', 'spans', 'said'];
    const text = forPerson(
      JSON.stringify({ untrusted_data: { columns, rows: [[1, spans, 'x'.repeat(100)]] } }),
    );
    expect(text).toContain('service 1');
    expect(text).not.toContain('service 9');
    expect(text).toContain('x'.repeat(100));
    expect(text).toContain('--json shows the whole');
    expect(forPerson('{"untrusted_data":{"columns":["id","tags"],"rows":[[1,["a"]]]}}')).not.toContain(
      '--json',
    );
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

describe('a choice on the terminal', () => {
  it.each<[string, readonly string[], string | null]>([
    ['n', ['yes', 'no'], 'no'],
    ['Y', ['yes', 'no'], 'yes'],
    ['2', ['yes', 'no'], 'no'],
    ['payment_o', ['payment_oncall', 'ops_mail'], 'payment_oncall'],
    ['p', ['payment_a', 'payment_b'], null],
    ['', ['yes', 'no'], null],
  ])('is made by its number, its text or how that alone begins: %s', (text, choices, choice) => {
    expect(chosen(text, choices)).toBe(choice);
  });
});
