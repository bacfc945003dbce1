import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExchanges } from '../helpers/exchanges.ts';
import { errorsPage, saidTo } from '../prove/errors-page.ts';

const recorded = readExchanges();
const isFailure = ({ response: { status, body } }: (typeof recorded)[number]) => {
  const { is_partial, function_error, status: records } = (body ?? {}) as Record<string, unknown>;
  const failed = Array.isArray(records) && records.some((record) => Number(record?.failed) > 0);
  return status >= 400 || (status < 300 && (is_partial === true || function_error !== undefined || failed));
};
const failures = recorded.filter((exchange) => isFailure(exchange) && exchange.response.status > 0);

/** Words by which a sentence says what to do, or that nothing can be done here. */
const NEXT_STEP =
  /\b(check|correct|give|take|try|set|use|send|wait|read|write|change|call|ask|group|needs the|operator|only the root user|shows? what|lists? them|makes a template|must both|as stored)\b/i;

describe('recorded failures', () => {
  it('are many', () => {
    expect(failures.length).toBeGreaterThan(600);
  });

  it.each(failures.map((exchange) => [`${exchange.file} ${exchange.title}`, exchange] as const))(
    '%s',
    (_, exchange) => {
      const said = saidTo(exchange);
      expect(said, 'a failure came out as a success').not.toBeNull();
      const text = said?.ours.join(' ') ?? '';
      expect(text).toMatch(/^[A-Z0-9"'`_a-z][^\n]+[.?]$/);
      expect(text).toMatch(NEXT_STEP);
      expect(text).not.toMatch(/undefined|\[object|\{(detail|status|tool)\}|\n/);
      expect(text.length).toBeLessThan(1400);
    },
  );

  it('are all in docs/errors.md, which npm run prove writes', () => {
    expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorsPage(recorded));
  });
});
