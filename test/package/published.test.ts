import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../src/config/options.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const manifest = read('package.json');
const server = read('server.json');

/** What the MCP registry demands of the parts that are used here. */
const SHAPE = {
  type: 'object',
  required: ['$schema', 'name', 'description', 'version', 'packages'],
  additionalProperties: false,
  properties: {
    $schema: {
      type: 'string',
      pattern: '^https://static\\.modelcontextprotocol\\.io/schemas/[\\d-]+/server\\.schema\\.json$',
    },
    name: { type: 'string', minLength: 3, maxLength: 200, pattern: '^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$' },
    title: { type: 'string', minLength: 1, maxLength: 100 },
    description: { type: 'string', minLength: 1, maxLength: 100 },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[\\w.]+)?$' },
    packages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['registryType', 'identifier', 'version', 'transport'],
        additionalProperties: false,
        properties: {
          registryType: { const: 'npm' },
          identifier: { type: 'string' },
          version: { type: 'string', not: { const: 'latest' } },
          runtimeHint: { const: 'npx' },
          transport: { type: 'object', required: ['type'], properties: { type: { const: 'stdio' } } },
          packageArguments: {
            type: 'array',
            items: {
              type: 'object',
              required: ['type', 'value'],
              properties: { type: { const: 'positional' }, value: { type: 'string' } },
            },
          },
          environmentVariables: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              additionalProperties: false,
              properties: {
                name: { type: 'string' },
                description: { type: 'string' },
                placeholder: { type: 'string' },
                default: { type: 'string' },
                format: { enum: ['string', 'number', 'boolean', 'filepath'] },
                isRequired: { type: 'boolean' },
                isSecret: { type: 'boolean' },
              },
            },
          },
        },
      },
    },
  },
};

describe('server.json', () => {
  it('has the shape that the registry takes', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(SHAPE);
    expect(validate(server), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is about this package, which names it in turn', () => {
    expect(manifest.mcpName).toBe(server.name);
    expect(server.version).toBe(manifest.version);
    expect(server.packages[0]).toMatchObject({ identifier: manifest.name, version: manifest.version });
  });

  it('asks for settings that exist, in their words, and hides the secret ones', () => {
    const options = new Map(Object.values(OPTIONS).map((option) => [option.variable, option]));
    for (const { name, description, isSecret = false } of server.packages[0].environmentVariables) {
      const option = options.get(name);
      expect({ description, isSecret }, name).toEqual({
        description: option?.sentence,
        isSecret: option?.secret === true,
      });
    }
  });
});

describe('package.json', () => {
  it('names only files that are built', () => {
    const { types, default: entry } = manifest.exports['.'];
    for (const path of [types, entry, ...Object.values<string>(manifest.bin)])
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(manifest.license).toBe('Apache-2.0');
    expect(manifest.dependencies).toBeUndefined();
  });

  it('has its version in the changelog', () => {
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`\n## ${manifest.version}, `);
  });
});
