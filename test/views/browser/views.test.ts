import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VIEW_META, type ViewRows } from '../../../src/views/view-data.ts';
import { findChromium, keepImage, launch } from '../../page/browser/chromium.ts';
import { type Arguments, type DemoServer, startDemoServer } from '../demo-server.ts';
import { type Drawn, type Host, type Showing, show, startHost } from './host.ts';

const CHROMIUM = findChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of what is drawn are put, for people to look at; nowhere unless it is set. */
const { SCREENSHOTS } = process.env;

const OVER_TIME = {
  name: 'search_sql',
  arguments: {
    sql: "SELECT histogram(_timestamp, '1 minute') AS t, level, count(*) AS n FROM payment_service GROUP BY t, level ORDER BY t",
    start_time: '6h',
  },
};
const ONE_COURSE = {
  name: 'search_sql',
  arguments: {
    sql: "SELECT histogram(_timestamp, '1 minute') AS t, count(*) AS n FROM payment_service GROUP BY t ORDER BY t",
    start_time: '6h',
  },
};
const RECORDS = {
  name: 'search_sql',
  arguments: {
    sql: 'SELECT * FROM payment_service ORDER BY _timestamp DESC LIMIT 150',
    start_time: '6h',
    size: 150,
  },
};
const TRACES = { name: 'get_latest_traces', arguments: { stream_name: 'default', start_time: '6h' } };
const WINDOW = { stream: 'payment_service', start_time: '1h' };
const TIMELINE = {
  name: 'timeline',
  arguments: { ...WINDOW, where: "level = 'error'", interval: '1m', start_time: '6h' },
};
const ALERT = {
  name: 'create_alert',
  arguments: {
    name: 'many_failures',
    stream_name: 'payment_service',
    stream_type: 'logs',
    condition: { where: "level = 'error'", threshold: 10, period: 5 },
    destinations: ['payment_oncall'],
    enabled: true,
  },
};

const dashboard = (title: string) => ({
  name: 'create_dashboard',
  arguments: {
    title,
    panels: [
      {
        title: 'Errors per minute',
        type: 'line',
        sql: "SELECT histogram(_timestamp) AS t, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY t ORDER BY t",
      },
    ],
  },
});

/** A record whose text would do harm if it were taken for markup. */
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>';

async function violations({ frame }: Drawn): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> };
    };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

describe.skipIf(CHROMIUM === null)('views in Chromium, through the official bridge', () => {
  let browser: Browser;
  let host: Host;
  let server: DemoServer;
  let traceId: string;
  const drawn: Drawn[] = [];

  beforeAll(async () => {
    [browser, host, server] = await Promise.all([launch(CHROMIUM ?? ''), startHost(), startDemoServer()]);
    const { data, columns } = await rowsOf('search_sql', {
      sql: 'SELECT trace_id, count(*) AS n FROM "default" GROUP BY trace_id ORDER BY n DESC LIMIT 1',
      type: 'traces',
      start_time: '24h',
    });
    traceId = String(data[0]?.[columns.indexOf('trace_id')]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser.close(), host.close(), server.close()]);
  });
  afterEach(async () => {
    for (const each of drawn.splice(0)) {
      expect(each.troubles).toEqual([]);
      await each.page.context().close();
    }
  });

  async function rowsOf(name: string, args: Arguments) {
    const { content } = await server.plain.callTool({ name, arguments: args });
    const { untrusted_data: found } = JSON.parse((content[0] as { text: string }).text);
    return { columns: (found.columns ?? []) as string[], data: (found.rows ?? []) as unknown[][] };
  }

  async function open(call: { name: string; arguments: Arguments }, showing: Showing = {}): Promise<Drawn> {
    const one = await show(browser, host, server.views, call, showing);
    drawn.push(one);
    return one;
  }

  const titles = async () => {
    const { columns, data } = await rowsOf('list_dashboards', {});
    return data.map((row) => String(row[columns.indexOf('title')]));
  };

  /** Each theme and each width once; all four together for people who look at pictures. */
  const LOOKS = (
    [
      ['light', [1280, 360]],
      ['dark', [360, 1280]],
    ] as const
  ).flatMap(([theme, widths]) => widths.slice(0, SCREENSHOTS ? 2 : 1).map((width) => ({ theme, width })));
  const VIEWS: ReadonlyArray<
    readonly [name: string, call: () => { name: string; arguments: Arguments }, wanted: string]
  > = [
    ['courses', () => OVER_TIME, 'canvas'],
    ['one course', () => ONE_COURSE, 'canvas'],
    ['records', () => RECORDS, 'table'],
    ['traces', () => TRACES, 'table'],
    ['a trace', () => ({ name: 'get_trace', arguments: { trace_id: traceId } }), '.waterfall'],
    ['a dashboard', () => dashboard('Looked at'), '.plan'],
    ['an alert', () => ALERT, '.plan'],
    ['a timeline', () => TIMELINE, 'canvas'],
    ['patterns', () => ({ name: 'patterns', arguments: WINDOW }), 'table'],
    ['a comparison', () => ({ name: 'compare', arguments: { ...WINDOW, by: 'level' } }), 'table'],
    ['an investigation', () => ({ name: 'investigate', arguments: { start_time: '1h' } }), '.said'],
  ];

  it.each(VIEWS)(
    '%s: fits, is accessible and stays in its frame',
    async (name, call, wanted) => {
      for (const { theme, width } of LOOKS) {
        const one = await open(call(), { theme, width });
        await one.frame.waitForSelector(wanted);
        // The chart is drawn when its width is known.
        await one.page.waitForTimeout(200);
        if (SCREENSHOTS)
          await one.page.screenshot({
            path: `${SCREENSHOTS}/${name.replaceAll(' ', '-')}-${theme}-${width}.png`,
            fullPage: true,
          });
        expect(await violations(one)).toEqual([]);
        expect(await one.frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          width,
        );
        expect(await one.frame.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
      }
    },
    120_000,
  );

  it('draws errors by level over time: the image of the README', async () => {
    const one = await open(OVER_TIME, { width: 900 });
    await one.frame.waitForSelector('canvas');
    await one.page.setViewportSize({ width: 900, height: 420 });
    await one.page.waitForTimeout(200);
    await keepImage(one.page, 'chart');
  });

  it('draws every point, though the text for the model is thinned', async () => {
    const { content, _meta } = await server.views.callTool(OVER_TIME);
    const text = JSON.parse((content[0] as { text: string }).text);
    const view = _meta?.[VIEW_META] as ViewRows | undefined;
    expect(text.untrusted_data.rows.length).toBeLessThan(view?.rows.length ?? 0);
    const one = await open(OVER_TIME);
    await one.frame.waitForSelector('canvas');
    expect(await one.frame.textContent('summary')).toBe(`Show ${view?.rows.length} rows`);
  });

  it('reads a part of a timeline again, more finely where no bucket was asked for', async () => {
    const { interval: _, ...whole } = TIMELINE.arguments;
    const one = await open({ name: 'timeline', arguments: whole });
    await one.frame.waitForSelector('canvas');
    await one.frame.focus('.plot');
    for (const key of ['+', '+', '+']) await one.page.keyboard.press(key);
    await one.frame.click('text=Read this range again');
    await one.frame.waitForSelector('text=Back to the whole range');
    expect(one.calls[0]?.name).toBe('timeline');
    // A fifth of the range in buckets of the same width would be seven.
    const [, count] = /Show (\d+) rows/.exec((await one.frame.textContent('summary')) ?? '') ?? [];
    expect(Number(count)).toBeGreaterThan(20);
  });

  it('zooms by keys, tells single points, switches courses, and reads a part again', async () => {
    const one = await open(OVER_TIME);
    await one.frame.waitForSelector('canvas');
    const key = one.frame.locator('.legend button').first();
    await key.click();
    expect(await key.getAttribute('aria-pressed')).toBe('false');
    await one.frame.focus('.plot');
    await one.page.keyboard.press('ArrowRight');
    const point = await one.frame.textContent('.readout');
    expect(point).toMatch(/\d{1,2}:\d\d:\d\d/);
    expect(point).not.toContain(await key.textContent());
    await one.page.keyboard.press('+');
    await one.frame.click('text=Read this range again');
    await one.frame.waitForSelector('text=Back to the whole range');
    const [again] = one.calls;
    expect(again?.name).toBe('search_sql');
    const wholeMs = 6 * 3600_000;
    const partMs =
      Date.parse(String(again?.arguments.end_time)) - Date.parse(String(again?.arguments.start_time));
    expect(partMs).toBeGreaterThan(0.5 * wholeMs);
    expect(partMs).toBeLessThan(0.7 * wholeMs);
    await one.frame.click('text=Back to the whole range');
    await one.frame.focus('.plot');
    await one.page.keyboard.press('Escape');
    expect(await one.frame.isVisible('text=Show all')).toBe(false);
  });

  it('sorts a table by its columns, a hundred rows at a time', async () => {
    const one = await open(RECORDS);
    const column = async () => {
      const at = (await one.frame.locator('thead th').allTextContents()).indexOf('duration_ms');
      const cells = await one.frame.locator(`tbody tr td:nth-child(${at + 1})`).allTextContents();
      return cells.filter((text) => text !== '').map((text) => Number(text.replaceAll(',', '')));
    };
    await one.frame.click('th button:text-is("duration_ms")');
    const down = await column();
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    expect(await one.frame.getAttribute('th:has(button:text-is("duration_ms"))', 'aria-sort')).toBe(
      'descending',
    );
    expect(await one.frame.locator('tbody tr').count()).toBe(100);
    await one.frame.click('.table > button');
    expect(await one.frame.locator('tbody tr').count()).toBe(150);
  });

  it('opens a trace from a table, and draws all its spans', async () => {
    const one = await open(TRACES);
    await one.frame.click('td button.link');
    await one.frame.waitForSelector('.waterfall');
    expect(one.calls[0]?.name).toBe('get_trace');
    const trace = JSON.parse(
      (
        (await server.plain.callTool({ name: 'get_trace', arguments: { ...one.calls[0]?.arguments } }))
          .content[0] as { text: string }
      ).text,
    );
    await expect.poll(() => one.frame.locator('.waterfall tbody tr').count()).toBe(trace.total);
  });

  it('folds spans away, tells of one, and reads its log lines through the host', async () => {
    const one = await open({ name: 'get_trace', arguments: { trace_id: traceId } });
    const rows = one.frame.locator('.waterfall tbody tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(3);
    await one.frame.locator('button.fold').first().click();
    expect(await rows.count()).toBe(1);
    expect(await one.frame.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe(
      'false',
    );
    await one.frame.locator('button.fold').first().click();
    expect(await rows.count()).toBe(all);
    await rows.first().locator('button.link').click();
    expect(await one.frame.textContent('.details')).toMatch(/takes [\d.,]+ (µs|ms|s).*itself/);
    await one.frame.click('text=Show its log lines');
    await expect.poll(() => one.calls.at(-1)?.arguments.logs).toBe(true);
  });

  it('makes a dashboard when its plan is approved, and tells the model', async () => {
    const one = await open(dashboard('Approved plan'));
    expect(await titles()).not.toContain('Approved plan');
    expect(await one.frame.textContent('.plan')).toContain("level = 'error'");
    await one.frame.click('button:text-is("Approve")');
    await one.frame.waitForSelector('text=Approved.');
    expect(await titles()).toContain('Approved plan');
    expect(JSON.stringify(one.heard.find(([what]) => what === 'told'))).toContain('carried out');
    expect(await one.frame.locator('.plan .buttons').count()).toBe(0);
  });

  it('makes nothing when its plan is canceled', async () => {
    for (const cancel of [
      (one: Drawn) => one.frame.click('button:text-is("Cancel")'),
      async (one: Drawn) => {
        await one.frame.focus('.plan button');
        await one.page.keyboard.press('Escape');
      },
    ]) {
      const one = await open(dashboard('Canceled plan'));
      await cancel(one);
      await one.frame.waitForSelector('text=Canceled: nothing was made.');
      expect(one.calls).toEqual([]);
      expect(await titles()).not.toContain('Canceled plan');
      expect(JSON.stringify(one.heard.find(([what]) => what === 'told'))).toContain('canceled the plan');
    }
  });

  it('shows the data of a finding', async () => {
    const iso = (backMs: number) => new Date(Date.now() - backMs).toISOString();
    const found = {
      answer: 'Something changed.',
      range: { start: iso(6 * 3600_000), end: iso(0) },
      untrusted_data: {
        columns: ['kind', 'stream', 'finding', 'since', 'query'],
        rows: [
          [
            'series',
            'payment_service',
            'rows that report a failure',
            iso(1800_000),
            ONE_COURSE.arguments.sql,
          ],
        ],
      },
    };
    const one = await open(
      { name: 'investigate', arguments: {} },
      {
        answer: (name) =>
          name === 'investigate' ? { content: [{ type: 'text', text: JSON.stringify(found) }] } : undefined,
      },
    );
    await one.frame.click('text=Show the data');
    await one.frame.waitForSelector('canvas');
    expect(one.calls).toEqual([
      {
        name: 'search_sql',
        arguments: {
          sql: ONE_COURSE.arguments.sql,
          start_time: found.range.start,
          end_time: found.range.end,
        },
      },
    ]);
    expect(await violations(one)).toEqual([]);
  });

  it('takes nothing that others wrote for markup, and opens web addresses only', async () => {
    const body = (link: string) => ({
      link,
      untrusted_data: { columns: ['message', HOSTILE], rows: [[HOSTILE, 1]] },
      shown: 1,
      total: 1,
    });
    const answer = (link: string) => () => ({
      content: [{ type: 'text', text: JSON.stringify(body(link)) }],
    });
    const bad = await open(RECORDS, { answer: answer('javascript:alert(1)') });
    await bad.frame.waitForSelector('table');
    expect(await bad.frame.locator('img, script:not(:last-of-type)').count()).toBe(0);
    expect(await bad.frame.title()).toBe('OpenObserve');
    expect(await bad.frame.isVisible('text=Open in OpenObserve')).toBe(false);
    const good = await open(RECORDS, { answer: answer('https://o2.example.com/web/logs') });
    await good.frame.click('text=Open in OpenObserve');
    await expect
      .poll(() => good.heard.find(([what]) => what === 'open')?.[1])
      .toEqual({
        url: 'https://o2.example.com/web/logs',
      });
  });

  it('follows the theme of the host while it is open', async () => {
    const one = await open(OVER_TIME);
    const back = () => one.frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await back();
    await one.page.evaluate(() => window.changeContext({ ...window.hostContext, theme: 'dark' }));
    await expect.poll(back).not.toBe(light);
  });
});
