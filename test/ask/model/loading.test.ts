import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODELS } from '../../../src/config/llm-options.ts';

const SOURCE = new URL('../../../src/', import.meta.url).pathname;
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }));
const statically = (path: RegExp) =>
  files
    .filter(({ text }) =>
      text.split('\n').some((line) => /from '/.test(line) && !/import type/.test(line) && path.test(line)),
    )
    .map(({ name }) => name);

describe('the SDKs of the providers', () => {
  it('are imported by the files of the providers alone', () => {
    expect(statically(/from '(@anthropic-ai\/sdk|openai)'/)).toEqual([
      'ask/providers/anthropic.ts',
      'ask/providers/openai-frame.ts',
    ]);
  });

  it('load with the first question to a model: nothing imports those files at the start', () => {
    expect(statically(/from '.*\/(anthropic|openai-chat|openai-responses)\.ts'/)).toEqual([]);
    expect(statically(/from '.*\/(modes\/agent|modes\/llm|plan-flow|providers\/load)\.ts'/)).toEqual([]);
  });
});

it('the default models are named in one place', () => {
  const naming = files.filter(({ text }) => /claude-[a-z]+-\d|gpt-\d/.test(text)).map(({ name }) => name);
  expect(naming).toEqual(['config/llm-options.ts']);
});

it.each([
  [
    '@anthropic-ai/sdk/resources/messages/messages.d.ts',
    /export type Model = ([^;]+);/,
    DEFAULT_MODELS.anthropic,
  ],
  ['openai/resources/shared.d.ts', /export type ChatModel = ([^;]+);/, DEFAULT_MODELS.openai],
] as const)('the default model is among the newest that %s knows', (path, pattern, model) => {
  const text = readFileSync(join(SOURCE, '../node_modules', path), 'utf8');
  const known = [...(pattern.exec(text)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name);
  expect(known.indexOf(model)).toBeGreaterThanOrEqual(0);
  expect(known.indexOf(model)).toBeLessThan(6);
});
