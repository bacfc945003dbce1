import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { createReads } from '../../src/investigate/reading/reads.ts';

const limits = { mostReads: 40, timeoutMs: 10_000 };
const never = new AbortController().signal;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A read that ends when it is stopped, and else never. */
const hanging = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

describe('reads', () => {
  it('are at most as many as allowed, and name what they left out', async () => {
    const reads = createReads({ ...limits, mostReads: 3 }, never);
    const all = await Promise.all([1, 2, 3, 4, 5].map((at) => reads.take(`read ${at}`, async () => at)));
    expect(all).toEqual([1, 2, 3, null, null]);
    expect(reads.used).toBe(3);
    expect(reads.missing.map(({ what }) => what)).toEqual(['read 4', 'read 5']);
  });

  it('run eight at once', async () => {
    const reads = createReads(limits, never);
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 30 }, () =>
        reads.take('read', async () => {
          running += 1;
          most = Math.max(most, running);
          await pause(5);
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(8);
  });

  it('are stopped when the time is up, and what was read before stays', async () => {
    const reads = createReads({ ...limits, timeoutMs: 40 }, never);
    const [first, second] = await Promise.all([
      reads.take('quick', async () => 'rows'),
      reads.take('slow', hanging),
    ]);
    expect([first, second]).toEqual(['rows', null]);
    expect(await reads.take('late', async () => 'rows')).toBeNull();
    expect(reads.missing).toEqual([
      { what: 'slow', why: 'the time was up' },
      { what: 'late', why: 'the time was up' },
    ]);
  });

  it('end with the call that is canceled', async () => {
    const controller = new AbortController();
    const reads = createReads(limits, controller.signal);
    const reading = reads.take('slow', hanging);
    controller.abort(new Error('canceled'));
    await expect(reading).rejects.toThrow('canceled');
    await expect(reads.take('next', async () => 1)).rejects.toThrow('canceled');
  });

  it('go on when OpenObserve refuses one, but not when the code is wrong', async () => {
    const reads = createReads(limits, never);
    const refusal = new ApiError('No such field.', 'caller', { code: 'x', status: 400, apiCode: 20004 });
    expect(await reads.take('refused', () => Promise.reject(refusal))).toBeNull();
    expect(reads.missing).toEqual([{ what: 'refused', why: 'No such field.' }]);
    await expect(reads.take('wrong', () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});
