import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../src/config/options.ts';
import { checkKongConfig, readKongConfig } from '../gateways/kong-rules.ts';

const FOLDER = join(import.meta.dirname, '../../docs/gateways');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md');

describe('docs/gateways', () => {
  it('has a page for each gateway', () => {
    expect(pages.sort()).toEqual(['bifrost.md', 'cloudflare.md', 'contextforge.md', 'kong.md']);
  });

  it.each(pages)('%s names only settings and files that exist', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const variables = new Set(Object.values(OPTIONS).map(({ variable }) => variable));
    const named = [...text.matchAll(/\b(?:O2|MCP)_[A-Z_]+/g)].map(([variable]) => variable);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((variable) => !variables.has(variable))).toEqual([]);
    const linked = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([]);
  });
});

describe('kong.yaml', () => {
  it('keeps the rules of its plugins', () => {
    expect(() => checkKongConfig(readKongConfig())).not.toThrow();
  });

  it('would be found out', () => {
    const config = structuredClone(readKongConfig());
    const [service] = config.services;
    const slow = { ...config, services: [{ ...service, read_timeout: 10_000, no_such_field: 1 }] };
    expect(() => checkKongConfig(slow as unknown as typeof config)).toThrow(
      /additional properties.*read timeout/s,
    );
  });
});
