import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/openobserve/answer.ts';
import { refusalOf } from '../../src/openobserve/refusals.ts';

const answer = (text: string) => ({
  status: 200,
  contentType: 'application/json',
  location: null,
  date: null,
  retryAfter: null,
  text,
  truncated: false,
  parsed: null,
  attempts: 1,
});
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('an answer', () => {
  it('may be 200 levels deep and no deeper', () => {
    expect(readAnswer(answer(nested(200)))).toHaveLength(1);
    expect(() => readAnswer(answer(nested(201)))).toThrow(/nested deeper than 200 levels/);
    expect(() => readAnswer(answer(`["\\\\",${nested(200)}]`))).toThrow(/nested deeper/);
  });

  it('may have as many brackets in its texts, and beside each other, as it likes', () => {
    const text = `a \\" quote and ${'[{'.repeat(300)}`;
    const value = { text: text.replace('\\', ''), list: Array(500).fill([]) };
    expect(readAnswer(answer(JSON.stringify(value)))).toEqual(value);
  });

  it('that is a success is refused for the code in it, however that is written', () => {
    const called = { tool: 'stream_list', edition: 'all', isWrite: false } as const;
    expect(refusalOf(answer('{"list":[]}'), called)).toBeNull();
    expect(refusalOf(answer('{"code":200,"message":"done"}'), called)).toBeNull();
    expect(refusalOf(answer('{ "message" : "no such thing", "code" : 404 }'), called)?.message).toContain(
      'no such thing',
    );
  });
});
