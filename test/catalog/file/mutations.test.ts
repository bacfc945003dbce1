import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { makeCatalog } from '../../../src/catalog/file/make-catalog.ts';
import { REJECTED } from '../../../src/contract/descriptions.ts';
import { InputError } from '../../../src/errors.ts';
import { PUBLISHED } from '../../../src/generated/published.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { randomFrom } from '../../helpers/hostile.ts';
import { type Document, newer } from './releases.ts';

const ROUNDS = 30;
const CHANGES = 40;
const JUNK: readonly unknown[] = [
  null,
  0,
  -1.5,
  true,
  '',
  'x'.repeat(500),
  '$(id) && <b onclick=x>',
  '__proto__',
  [],
  [null],
  {},
  { $ref: '#/components/schemas/Nowhere' },
  { $ref: 7 },
  { type: 'array' },
  { oneOf: [{ type: 'null' }, 3] },
  { allOf: [{ $ref: '#/components/schemas/Alert' }, null] },
];

/** Puts junk, or a copy of something else of the document, in the place of some value. */
function spoil(document: Document, random: () => number): void {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const walk = (): { parent: Document; key: string } => {
    let parent = document;
    for (;;) {
      const keys = Object.keys(parent);
      const key = pick(keys);
      const child = parent[key];
      const isLeaf = typeof child !== 'object' || child === null || Object.keys(child).length === 0;
      if (isLeaf || random() < 0.15) return { parent, key };
      parent = child;
    }
  };
  const { parent, key } = walk();
  parent[key] = structuredClone(random() < 0.5 ? pick(JUNK) : walk().parent);
}

describe('documents with junk in them', () => {
  it('are made into tools as far as they go, or refused in a sentence', { timeout: 120_000 }, async () => {
    const whole = JSON.stringify(await newer());
    const random = randomFrom(20_261_125);
    const ajv = new Ajv2020({ strict: false, logger: false });
    let made = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const document = JSON.parse(whole);
      for (let count = 0; count < CHANGES; count++) {
        const { openapi, paths, components } = document;
        spoil(random() < 0.5 ? paths : components.schemas, random);
        Object.assign(document, { openapi, paths, components });
      }
      try {
        const { file, difference } = makeCatalog(
          JSON.stringify(document),
          'spec.json',
          'test',
          { rows: TOOLS, baseline: PUBLISHED },
          ajv,
        );
        made += 1;
        expect(difference.kept + difference.missing.length).toBeGreaterThan(TOOLS.length - 60);
        const names = [...file.added.map(({ name }) => name)];
        expect(new Set(names).size).toBe(names.length);
        for (const { description, details } of file.added)
          for (const [pattern] of REJECTED) expect(`${description}\n${details}`).not.toMatch(pattern);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }
    expect(made).toBeGreaterThan(ROUNDS / 2);
  });
});
