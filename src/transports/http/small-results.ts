import type { Caller } from '../../server/caller.ts';
import { SMALLEST_GZIP } from './answer.ts';

/** A caller of whose results the size is known, so that the answer need not be read for it. */
export interface MeasuredCaller {
  readonly caller: Caller;
  /** Whether there were results, and all of them are small. */
  isSmall(): boolean;
}

/** A caller that notes the size of each result. */
export function measureResults(caller: Caller): MeasuredCaller {
  let characters: number | null = null;
  return {
    caller: {
      ...caller,
      async run(call, context) {
        const result = await caller.run(call, context);
        const isOnlyText = result.structuredContent === undefined;
        for (const { text } of result.content)
          characters = (characters ?? 0) + (isOnlyText ? text.length : SMALLEST_GZIP);
        return result;
      },
    },
    isSmall: () => characters !== null && characters < SMALLEST_GZIP,
  };
}
