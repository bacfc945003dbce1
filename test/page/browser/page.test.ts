import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS } from '../../../src/clients/clients.ts';
import { FORM_CLIENTS } from '../../../src/clients/form-clients.ts';
import { GATEWAYS } from '../../../src/clients/gateways.ts';
import { PROOFS } from '../../../src/generated/proofs.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { findChromium, keepImage, launch } from './chromium.ts';
import { serve, type Serving } from './serve.ts';

const CHROMIUM = findChromium();
const KEY = 'a-key-for-the-page-test';
/** That of the built-in sample. */
const SAMPLE_CREDENTIAL = 'root@example.com:Sample#Passw0rd';
const QUESTION = 'errors in payment_service in the last hour';
const OVER_TIME = 'errors in payment_service per minute in the last hour';

if (CHROMIUM === null)
  process.stderr.write(
    'The page is not tested: there is no Chromium on PATH, and CHROMIUM_PATH names none.\n',
  );

describe.skipIf(CHROMIUM === null)('the page in Chromium', () => {
  let browser: Browser;
  let open: Serving;
  let locked: Serving;
  /** For callers with credentials of their own, and for clients of 2025 alone. */
  let old: Serving;
  /** What went wrong in a page, and where it sent requests to. */
  const troubles: string[] = [];
  const origins = new Set<string>();

  beforeAll(async () => {
    browser = await launch(CHROMIUM ?? '');
    open = await serve({ O2_CONFIRM: 'person' });
    locked = await serve({ MCP_KEYS: `ann:${KEY}` });
    old = await serve({ O2_AUTH: 'caller', O2_PROTOCOL: '2025', O2_CONFIRM: 'token' });
  });
  afterAll(async () => {
    await browser.close();
    await open.close();
    await locked.close();
    await old.close();
  });

  async function visit(
    { url }: Serving,
    options: Parameters<Browser['newContext']>[0] = {},
    isTrouble: (text: string) => boolean = () => true,
  ): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && isTrouble(message.text())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) origins.add(new URL(request.url()).origin);
    });
    await page.goto(url);
    return page;
  }

  async function ask(page: Page, words: string): Promise<void> {
    await page.fill('#request', words);
    await page.press('#request', 'Enter');
    await page.waitForSelector('#answer .result:not(.working)');
  }

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(troubles.splice(0)).toEqual([]);
    expect([...origins].filter((origin) => ![open.url, locked.url, old.url].includes(origin))).toEqual([]);
  });

  it('shows the state, the tools with their proof, and finds them by words', async () => {
    const page = await visit(open);
    await page.waitForSelector('#catalog li');
    expect(await page.textContent('#status')).toMatch(/Healthy.*Organization.*default/s);
    expect(await page.textContent('#status')).toContain(`${TOOLS.length} operations, `);
    expect(await page.locator('#clients [role=tab]').allTextContents()).toEqual(
      [...CLIENTS, ...FORM_CLIENTS, ...GATEWAYS].map(({ title }) => title),
    );
    expect(await page.textContent('#found')).toBe(
      `${TOOLS.length} of ${TOOLS.length} operations of OpenObserve`,
    );
    await page.fill('#search', 'deduplication delete');
    expect(await page.locator('#catalog li:visible .name').allTextContents()).toEqual([
      'delete_deduplication_config',
    ]);
    await page.click('#catalog li:visible summary');
    const shown = await page.textContent('#tool-delete_deduplication_config');
    expect(shown).toContain('destructive');
    expect(shown).toContain(PROOFS.delete_deduplication_config?.level);
    await page.fill('#search', 'threshold');
    await page.selectOption('#access', 'write');
    expect(await page.locator('#catalog li:visible .name').allTextContents()).toContain('create_alert');
    await page.fill('#search', 'no such words');
    expect(await page.textContent('#found')).toContain('No tool');
  });

  it('says what an optional choice that is left empty means', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await ask(page, "create a dashboard called 'Page'");
    const first = page.locator('#answer select').first().locator('option').first();
    expect(await first.textContent()).toBe('Leave it out');
    expect(await page.locator('#answer .buttons button').allTextContents()).toEqual(['Go on', 'Cancel']);
  });

  it('is no wider than a phone, with the calls before the long list of tools', async () => {
    const page = await visit(open, { viewport: { width: 400, height: 800 } });
    await page.waitForSelector('#catalog li');
    await ask(page, OVER_TIME);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect(await page.locator('main > section').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'status',
      'ask',
      'connect',
      'calls',
      'tools',
    ]);
  });

  it('answers the question about payments with the 47 and a picture', async () => {
    const page = await visit(open);
    await ask(page, QUESTION);
    expect(await page.textContent('#answer .said')).toContain('47 errors');
    expect(await page.locator('#answer .bars dd .amount').allTextContents()).toEqual(['32', '12', '3']);
    expect(await page.textContent('#answer .query')).toContain('FROM payment_service');
    expect(await page.textContent('#answer .steps')).toMatch(/search_sql.*done/s);
    await ask(page, OVER_TIME);
    await page.waitForSelector('#answer .chart canvas');
    expect(await page.getAttribute('#answer .plot', 'aria-label')).toMatch(/^Chart of n over time/);
    await page.click('#answer details:has(table) > summary');
    const counts = (await page.locator('#answer tbody td.number').allTextContents()).map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(47);
    await page.waitForFunction(() => document.querySelectorAll('#recent tbody tr').length >= 2);
    expect(await page.textContent('#recent')).toMatch(/ask → search_sql/);
    expect(await page.textContent('#recent')).not.toContain('payment');
  });

  it('shows a question with its answer and chart: the image of the README', async () => {
    const page = await visit(open, { viewport: { width: 1120, height: 760 }, colorScheme: 'light' });
    await page.waitForSelector('#catalog li');
    await ask(page, OVER_TIME);
    await page.waitForSelector('#answer .chart canvas');
    await keepImage(page, 'page');
  });

  it('shows how long it has been working', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await page.route('**/mcp', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await route.continue();
    });
    await page.fill('#request', QUESTION);
    await page.press('#request', 'Enter');
    await page.waitForFunction(() =>
      /Working … [1-9]\d* s/.test(document.querySelector('#answer .working .said')?.textContent ?? ''),
    );
    await page.waitForSelector('#answer .result:not(.working)');
  });

  it('asks for what is missing, and does nothing destructive without a yes', async () => {
    const page = await visit(open);
    await ask(page, 'delete the stream sales_orders');
    expect(await page.textContent('#answer .preview')).toMatch(/sales_orders.*cannot be undone/s);
    await page.click('text=No, leave it');
    await page.waitForSelector('#answer .result:not(.working) .said');
    expect(await page.textContent('#answer .said')).toContain('Nothing was done');
    await ask(page, 'list the streams');
    expect(await page.textContent('#answer table')).toContain('sales_orders');
    await ask(page, 'delete the stream sales_orders');
    await page.click('text=Yes, do it');
    await page.waitForSelector('#answer .result:not(.working) .said');
    await ask(page, 'list the streams');
    expect(await page.textContent('#answer table')).not.toContain('sales_orders');
    await ask(page, 'create a folder for dashboards');
    await page.fill('#answer form input', 'Night shift');
    await page.click('#answer form button[type=submit]');
    await page.waitForSelector('#answer .steps');
    expect(await page.textContent('#answer .steps')).toMatch(/create_folder.*done/s);
  });

  it('takes Escape for a no, and offers nothing again that was done', async () => {
    const page = await visit(locked, {}, (text) => !text.includes('401'));
    await page.waitForSelector('dialog[open]');
    await page.fill('#key', KEY);
    await page.press('#key', 'Enter');
    await page.waitForSelector('#request:enabled');
    const chip = page.locator('#examples button', { hasText: 'delete the stream sales_orders' });
    await chip.click();
    await page.waitForSelector('#answer .approval');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#answer .result:not(.working) .said');
    expect(await page.textContent('#answer .said')).toContain('Nothing was done');
    expect(await chip.count()).toBe(1);
    await chip.click();
    await page.click('text=Yes, do it');
    await page.waitForSelector('#answer .steps');
    expect(await chip.count()).toBe(0);
  });

  it('shows what one thing is, and a token that is shown once', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await ask(page, 'show the dashboard Payment service');
    expect(await page.textContent('#answer .object')).toContain('Errors and response times');
    await ask(page, 'create a service account page@example.com and show me its token');
    if (await page.isVisible('#answer .approval')) await page.click('text=Yes, do it');
    await page.waitForSelector('#answer .secret');
    expect(await page.textContent('#answer .secret code')).toMatch(/^[\w-]{8,}$/);
  });

  it('says what it would do with the arguments in sight', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await page.check('#dry');
    await ask(page, 'delete the stream nginx_access');
    expect(await page.isVisible('#answer .steps pre')).toBe(true);
    expect(await page.textContent('#answer .steps pre')).toContain('nginx_access');
  });

  it('draws the spans of a trace as a waterfall, asked for in words or pressed in a table', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await ask(page, 'slowest traces');
    const link = page.locator('#answer td button.link').first();
    const traceId = await link.textContent();
    await link.click();
    await page.waitForSelector('#answer .waterfall');
    const spans = await page.locator('#answer .waterfall tbody tr').count();
    expect(spans).toBeGreaterThan(1);
    await ask(page, `show the spans of trace ${traceId}`);
    await page.waitForSelector('#answer .waterfall');
    expect(await page.locator('#answer .waterfall tbody tr').count()).toBe(spans);
    await ask(page, `how long did the spans of trace ${traceId} take?`);
    await page.click('#answer button:text-is("Draw this trace")');
    await page.waitForSelector('#answer .waterfall');
  });

  it('draws what an investigation found, each finding with its data on request', async () => {
    const page = await visit(open);
    await page.waitForSelector('#request:enabled');
    await ask(page, 'why do payments fail?');
    const findings = page.locator('#answer .findings > li');
    expect(await findings.count()).toBeGreaterThan(0);
    expect(await findings.first().textContent()).toContain('payment_service');
    await findings.first().locator('button').click();
    await page.waitForSelector('#answer .findings .beside :is(canvas, table)');
  });

  it('copies the settings for a client', async () => {
    const page = await visit(open, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.click('role=tab[name="Claude Code"]');
    await page.click('#client-panel .copy');
    await page.waitForSelector('#client-panel .copy:text("Copied")');
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.mcpServers.openobserve).toEqual({ type: 'http', url: `${open.url}/mcp` });
  });

  it('works with the keyboard alone', async () => {
    const page = await visit(open);
    await page.waitForSelector('#recent > *');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the question');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(() => {
        const { id = '', className = '', tagName = '' } = document.activeElement ?? {};
        const outline = getComputedStyle(document.activeElement as Element).outlineStyle;
        return { what: id || className || tagName, isSeen: outline !== 'none' };
      });
    // The link leads to the field itself in some versions, before it in others.
    if ((await focused()).what !== 'request') await page.keyboard.press('Shift+Tab');
    expect(await focused()).toEqual({ what: 'request', isSeen: true });
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#answer .bars');
    const seen = new Set<string>();
    for (let presses = 0; presses < 40 && !seen.has('search'); presses += 1) {
      await page.keyboard.press('Tab');
      const { what, isSeen } = await focused();
      expect([what, isSeen]).toEqual([what, true]);
      seen.add(what);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['send', 'dry', 'copy', 'tab-claude-desktop', 'search']),
    );
    await page.focus('#tab-claude-desktop');
    await page.keyboard.press('ArrowRight');
    expect((await focused()).what).toBe('tab-claude-code');
    expect(await page.getAttribute('#tab-claude-code', 'aria-selected')).toBe('true');
    await page.focus('#search');
    await page.keyboard.type('search_around');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.isVisible('#tool-search_around .inside')).toBe(true);
  });

  it('wants the key, tells a wrong one, and keeps the right one in its tab only', async () => {
    const isTrouble = (text: string) => !text.includes('401');
    const page = await visit(locked, {}, isTrouble);
    await page.waitForSelector('dialog[open]');
    expect(await page.locator('#catalog li').count()).toBe(0);
    await page.fill('#key', 'wrong');
    await page.press('#key', 'Enter');
    await page.waitForFunction(() => (document.querySelector('#key') as HTMLInputElement).value === '');
    await page.waitForSelector('dialog[open]');
    expect(await page.textContent('#key-why')).toContain('missing, wrong or no longer valid');
    await page.fill('#key', KEY);
    await page.press('#key', 'Enter');
    await page.waitForSelector('#catalog li');
    await ask(page, QUESTION);
    expect(await page.textContent('#answer .said')).toContain('47 errors');
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);
    expect(page.url()).toBe(`${locked.url}/`);
    await page.click('#forget');
    await page.waitForSelector('dialog[open]');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it("takes a caller's own credential, and questions of servers of 2025", async () => {
    const page = await visit(old, {}, (text) => !text.includes('401'));
    await page.waitForSelector('dialog[open]');
    await page.fill('#credential', SAMPLE_CREDENTIAL);
    await page.press('#credential', 'Enter');
    await page.waitForSelector('#catalog li');
    await ask(page, 'delete the stream sales_orders');
    expect(await page.textContent('#answer .preview')).not.toContain('resume');
    await page.click('text=Yes, do it');
    await page.waitForSelector('#answer .steps');
    await ask(page, 'list the streams');
    expect(await page.textContent('#answer table')).not.toContain('sales_orders');
    await ask(page, 'create a folder for dashboards');
    await page.fill('#answer form input', 'Night shift');
    await page.click('#answer form button[type=submit]');
    await page.waitForSelector('#answer .steps');
    expect(await page.textContent('#answer .steps')).toMatch(/create_folder.*done/s);
  });

  describe('for another site', () => {
    let stranger: Server;
    let strangerUrl: string;

    beforeAll(async () => {
      stranger = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<p>stranger</p><iframe id="frame" src="${open.url}/"></iframe>`);
      });
      await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.2', resolve));
      strangerUrl = `http://127.0.0.2:${(stranger.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      stranger.close();
    });

    it('is not to be read, called or framed', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(strangerUrl);
      const tried = await page.evaluate(async (url) => {
        const attempt = (path: string, init: RequestInit) =>
          fetch(`${url}${path}`, init).then(
            (response) => `${response.status} ${response.type}`,
            () => 'refused',
          );
        const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{}}}';
        return {
          read: await attempt('/page/status', {}),
          call: await attempt('/mcp', {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json' },
          }),
          blind: await attempt('/mcp', { method: 'POST', body, mode: 'no-cors' }),
        };
      }, open.url);
      expect(tried).toEqual({ read: 'refused', call: 'refused', blind: '0 opaque' });
      const frame = page.frames().find((each) => each !== page.mainFrame());
      expect(await frame?.locator('#request').count()).toBe(0);
      const own = await visit(open);
      await own.waitForSelector('#catalog li');
      const calls = await own.evaluate(async () => (await fetch('/page/calls')).json());
      // The stranger's call would be there, as the only one without arguments.
      expect(
        (calls as { argumentNames: string[] }[]).filter((call) => call.argumentNames.length === 0),
      ).toEqual([]);
    });
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 360],
  ] as const)('is laid out in %s at a width of %i, with contrast', async (colorScheme, width) => {
    const page = await visit(open, { colorScheme, viewport: { width, height: 800 } });
    await page.waitForSelector('#catalog li');
    await ask(page, QUESTION);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    const poor = await page.evaluate(() => {
      const channel = (value: number) =>
        value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
      const partsOf = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
      const light = ([r = 0, g = 0, b = 0]: number[]) =>
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      const backOf = (element: Element | null): number[] => {
        for (let at = element; at; at = at.parentElement) {
          const parts = partsOf(getComputedStyle(at).backgroundColor);
          if (parts.length === 3 || parts[3] === 1) return parts;
        }
        return [255, 255, 255];
      };
      const texts = [...document.querySelectorAll('body *')].filter(
        (element) =>
          element.checkVisibility() &&
          !element.closest('svg, .hidden, .skip') &&
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      );
      return texts.flatMap((element) => {
        const [a, b] = [light(partsOf(getComputedStyle(element).color)), light(backOf(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return contrast < 4.5 ? [`${element.className} ${element.textContent} ${contrast.toFixed(2)}`] : [];
      });
    });
    expect(poor).toEqual([]);
  });
});
