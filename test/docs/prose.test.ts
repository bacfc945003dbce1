import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { PAGES, proseOf, ROOT, textOf } from './pages.ts';

interface Rule {
  readonly pattern: string;
  readonly instead: string;
}

const { rules }: { rules: readonly Rule[] } = JSON.parse(
  readFileSync(join(ROOT, 'test/docs/prose-rules.json'), 'utf8'),
);

/** What is wrong with a text, as "found: write that instead". */
const complaints = (text: string) =>
  rules.flatMap(({ pattern, instead }) =>
    [...text.matchAll(new RegExp(pattern, 'gi'))].map(([found]) => `${found}: ${instead}`),
  );

/** Written by `npm run prove`, with the words of a server in it. */
const GENERATED = ['docs/errors.md', 'docs/tools.md'];

describe('the prose', () => {
  it.each(PAGES.filter((page) => !GENERATED.includes(page)))('of %s keeps the rules', (page) => {
    expect(complaints(proseOf(textOf(page)).replaceAll(/`[^`]*`/g, ''))).toEqual([]);
  });

  it('of settings, tools and helpers keeps the rules', () => {
    const texts = [
      ...Object.values(OPTIONS).map(({ sentence }) => sentence),
      ...TOOLS.flatMap(({ title, description }) => [title, description]),
      ...HELPER_TOOLS.map(({ listed }) => listed.description ?? ''),
    ];
    expect(texts.length).toBeGreaterThan(TOOLS.length);
    expect(texts.flatMap((text) => complaints(text).map((found) => `${found} (${text})`))).toEqual([]);
  });

  it('would be found out', () => {
    expect(complaints('Least weight of what is logged')).toHaveLength(1);
    expect(complaints('The organisation shall send to a web hook.')).toHaveLength(3);
    expect(complaints('Send it to a webhook of your organization.')).toEqual([]);
  });
});
