import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launch } from '../../page/browser/chromium.ts';
import { type Drawn, type Host, type Server, show, startHost, startServer } from './host.ts';

const CHROMIUM = findChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const OVER_TIME = {
  name: 'search_sql',
  arguments: {
    sql: "SELECT histogram(_timestamp, '1 minute') AS t, level, count(*) AS n FROM payment_service GROUP BY t, level ORDER BY t",
    start_time: '6h',
  },
};

async function violations({ frame }: Drawn): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> } };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}

describe.skipIf(CHROMIUM === null)('views in Chromium, through the official bridge', () => {
  let browser: Browser;
  let host: Host;
  let server: Server;
  beforeAll(async () => {
    [browser, host, server] = await Promise.all([launch(CHROMIUM ?? ''), startHost(), startServer()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser.close(), host.close(), server.close()]);
  });

  const shoot = async ({ page }: Drawn, name: string) => {
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it('draws a series', async () => {
    for (const theme of ['light', 'dark'] as const)
      for (const width of [360, 1280]) {
        const drawn = await show(browser, host, server.views, OVER_TIME, { theme, width });
        await drawn.frame.waitForSelector('canvas');
        await drawn.page.waitForTimeout(300);
        await shoot(drawn, `series-${theme}-${width}`);
        expect(await violations(drawn)).toEqual([]);
        expect(drawn.troubles).toEqual([]);
        await drawn.page.context().close();
      }
  }, 60_000);
});
