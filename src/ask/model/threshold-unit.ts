import type { Arguments } from '../../contract/tool.ts';
import type { Dictionary } from '../data/dictionary.ts';
import { US_PER } from '../data/fields/unit-sizes.ts';
import type { StreamType } from '../data/source.ts';
import { namesIn } from './check-query.ts';

const US_PER_S = 1e6;

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

/**
 * What the threshold of an alert in short is, in the unit of the field that it measures: "The threshold is 2,000,000 us of
 * duration, which is 2 s." Null where the field has no unit of time, or none is measured.
 */
export async function thresholdUnit(
  { condition, stream_name: stream, stream_type: type }: Readonly<Arguments>,
  dictionary: Dictionary,
): Promise<string | null> {
  const { measure, threshold } = (condition ?? {}) as { measure?: unknown; threshold?: unknown };
  if (typeof measure !== 'string' || typeof threshold !== 'number' || typeof stream !== 'string') return null;
  // Counts have no unit, and calculated measures may have another.
  if (!/^(?:sum|avg|min|max|median|approx_\w+)\s*\([^()]*\)$/i.test(measure.trim())) return null;
  const entry = await dictionary.schema((type ?? 'logs') as StreamType, stream);
  const [name] = namesIn(`SELECT ${measure}`).fields;
  const unit = entry?.fields?.find((field) => field.name === name)?.unit ?? null;
  const microseconds = unit === null ? undefined : US_PER[unit];
  if (microseconds === undefined) return null;
  const told = `The threshold is ${number(threshold)} ${unit} of ${name}`;
  return unit === 's' ? `${told}.` : `${told}, which is ${number((threshold * microseconds) / US_PER_S)} s.`;
}
