import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Brain, type ModelServer, startModelServer } from '../../ask/model/model-server.ts';
import { findChromium, launch } from './chromium.ts';
import { serve, type Serving } from './serve.ts';

const CHROMIUM = findChromium();
const QUESTION = 'tell me in one sentence how the payment and the checkout service relate';
const ORDER = 'create a folder called Ops and a dashboard called Night shift in it';
const FINDING = 'The payment service had 67 errors, the checkout service none.';
const CAVEAT = 'The dashboard has no panels yet.';

const counting = (stream: string) => ({
  name: 'search_sql',
  arguments: {
    sql: `SELECT level, count(*) AS n FROM "${stream}" GROUP BY level ORDER BY n DESC`,
    start_time: '1h',
  },
});

/** Reads two streams and tells what it found; plans two steps and tells what they lack. */
const brain: Brain = ({ turns: [first, ...others] }) => {
  const isOrder = first?.role === 'user' && first.text.endsWith(ORDER);
  if (others.length > 0) return { text: isOrder ? CAVEAT : FINDING };
  if (!isOrder) return { calls: [counting('payment_service'), counting('checkout_service')] };
  const folder = { name: 'Ops', folder_type: 'dashboards', description: '' };
  return {
    calls: [
      { name: 'create_folder', arguments: folder },
      { name: 'create_dashboard', arguments: { title: 'Night shift', folder: '{{s1.id}}' } },
    ],
  };
};

describe.skipIf(CHROMIUM === null)('the page with a language model, in Chromium', () => {
  let browser: Browser;
  let model: ModelServer;
  /** As servers are today, and one that speaks only the protocol of 2025. */
  const servers: Record<string, Serving> = {};
  beforeAll(async () => {
    model = await startModelServer(brain);
    browser = await launch(CHROMIUM ?? '');
    servers.new = await serve(model.env('anthropic'));
    servers.old = await serve({ ...model.env('anthropic'), O2_PROTOCOL: '2025' });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await model.close();
    for (const server of Object.values(servers)) await server.close();
  });

  async function visit(which: string, words: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    await page.goto(servers[which]?.url ?? '');
    await page.waitForSelector('#request:enabled');
    await page.fill('#request', words);
    await page.press('#request', 'Enter');
    await page.waitForSelector('#answer .result:not(.working)', { timeout: 60_000 });
    return page;
  }

  const OPTIONS = { timeout: 120_000 };

  it(
    'shows the finding first, in the quoted words of the model, and a table for each read',
    OPTIONS,
    async () => {
      const page = await visit('new', QUESTION);
      expect(await page.textContent('#answer .said')).toBe(`“${FINDING}” (words of the language model)`);
      expect(await page.locator('#answer table').count()).toBe(2);
      const found = await page.locator('#answer .found').allTextContents();
      expect(found[0]).toMatch(/payment_service.*error\D*\d+/s);
      expect(found[1]).toContain('checkout_service');
      expect(await page.textContent('#answer')).toMatch(/Answered by the agent mode, \d+ tokens/);
      await page.close();
    },
  );

  it('does nothing after a no', OPTIONS, async () => {
    const page = await visit('new', `please ${ORDER}`);
    await page.click('text=No, leave it');
    await page.waitForSelector('#answer .result:not(.working) .said');
    expect(await page.textContent('#answer .said')).toContain('Nothing was done');
    await page.close();
  });

  it.each(['new', 'old'])(
    'shows the plan with the words of the model, and carries it out after a yes: %s',
    OPTIONS,
    async (which) => {
      const page = await visit(which, ORDER);
      const plan = page.locator('#answer .preview');
      const text = (await plan.textContent()) ?? '';
      expect(text).toMatch(/1\. Create a folder: name=Ops, folder_type=dashboards/);
      expect(text).toContain('2. Create a dashboard: title=Night shift, folder={{s1.id}} ("Ops")');
      expect(text).toContain(`“${CAVEAT}” (words of the language model)`);
      expect(text).not.toMatch(/resume|call ask again/);
      // Each step in a line of its own.
      const height = (await plan.boundingBox())?.height ?? 0;
      expect(height).toBeGreaterThan(3 * 15);
      const asked = model.asked.length;
      await page.click('text=Yes, do it');
      await page.waitForSelector('#answer .steps', { timeout: 60_000 });
      expect(await page.textContent('#answer .steps')).toMatch(/create_folder done.*create_dashboard done/s);
      expect(await page.textContent('#answer')).toMatch(
        /Create a dashboard "Night shift"\. Read back: it exists\./,
      );
      expect(model.asked).toHaveLength(asked);
      await page.close();
    },
  );
});
