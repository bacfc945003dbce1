import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, PAGES, textOf } from './pages.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

const pages = PAGES.map((page) => ({ page, blocks: blocksOf(textOf(page)) })).filter(
  ({ blocks }) => blocks.length > 0,
);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

describe('the commands of the pages', () => {
  it('are found, and those that cannot run here are few and say why', () => {
    const blocks = pages.flatMap((page) => page.blocks);
    const skipped = blocks.flatMap(({ reason }) => reason ?? []);
    expect(blocks.length).toBeGreaterThan(15);
    expect(skipped.every((reason) => reason.split(' ').length > 3)).toBe(true);
    expect(skipped.length).toBeLessThan(blocks.length / 3);
  });

  it('would be found out if they were wrong', async () => {
    const wrong = { line: 1, text: 'openobserve-mcp call no_such_tool --demo', reason: null };
    await expect(sandbox.run([wrong])).rejects.toThrow(/line 1[\s\S]*There is no tool "no_such_tool"/);
    const strange = { line: 2, text: 'npm run no-such-script', reason: null };
    await expect(sandbox.run([strange])).rejects.toThrow(/no script no-such-script/);
  });

  it.each(pages)('of $page run', { timeout: 120_000 }, async ({ blocks }) => {
    await sandbox.run(blocks.filter(({ reason }) => reason === null));
  });
});
