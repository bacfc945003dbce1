import type { TimeContext } from '../../call/arguments/times.ts';
import type { Reading } from './reading.ts';
import type { Sketch } from './sketch.ts';
import type { StreamView } from './stream-view.ts';

export function readMetric(_: Sketch, __: StreamView, ___: TimeContext): Reading | null {
  return null;
}
