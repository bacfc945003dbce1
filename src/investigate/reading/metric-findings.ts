import type { StreamEntry } from '../../ask/data/dictionary.ts';
import type { DataSource, Series } from '../../ask/data/source.ts';
import { amount, type Finding } from './findings.ts';
import type { Periods } from './log-queries.ts';
import { metricExpression, type MetricShift, metricShifts } from './metric-shifts.ts';
import type { Reads } from './reads.ts';

const DAY_US = 86_400e6;
const HOUR_US = 3600e6;
const MOST_BUCKETS = 200;
const MOST_CHECKED = 4;

const familyOf = ({ name, metric }: StreamEntry) => metric?.family ?? name;

/** One stream of each family: the buckets of a histogram stand for its sum and its count. */
function oneOfEach(streams: readonly StreamEntry[]): StreamEntry[] {
  const families = new Map<string, StreamEntry>();
  for (const stream of streams)
    if (metricExpression(stream) !== null && !families.has(familyOf(stream)))
      families.set(familyOf(stream), stream);
  return [...families.values()];
}

function findingOf(
  stream: StreamEntry,
  expression: string,
  { labels, shift, onsetUs, endUs }: MetricShift,
): Finding {
  const of = Object.entries(labels)
    .filter(([name]) => name !== 'le')
    .map(([name, value]) => `${name}=${value}`);
  const what = `${stream.name}${of.length === 0 ? '' : ` {${of.join(', ')}}`}`;
  const unit = stream.metric?.unit ?? '';
  const measure =
    stream.metric?.part === 'bucket'
      ? ' (95th percentile)'
      : stream.metric?.kind === 'counter'
        ? ' per second'
        : '';
  return {
    kind: 'metric',
    stream: stream.name,
    text: `${what}: ${shift.direction} to ${amount(shift.during)}${unit === '' ? '' : ` ${unit}`}${measure}, before ${amount(shift.before)}`,
    isBad: true,
    explains: Math.min(0.9, 0.2 + Math.log10(shift.deviations) / 3),
    probability: 10 ** -Math.min(30, shift.deviations),
    firstUs: onsetUs,
    lastUs: endUs,
    isNew: true,
    count: Math.round(shift.deviations),
    names: Object.values(labels).map((value) => value.toLowerCase()),
    condition: null,
    query: { promql: expression },
  };
}

/** Findings in metrics, and the metrics that were looked at. */
export interface MetricReading {
  readonly findings: readonly Finding[];
  readonly lookedAt: readonly string[];
}

/** Metrics that moved to another level in the window, and did not at the same hour of the day before. */
export async function metricFindings(
  streams: readonly StreamEntry[],
  most: number,
  { startUs, endUs }: Periods,
  source: DataSource,
  reads: Reads,
): Promise<MetricReading> {
  const lengthUs = endUs - startUs;
  const fromUs = startUs - Math.max(lengthUs, 2 * HOUR_US);
  const stepUs = Math.max(60e6, Math.ceil((endUs - fromUs) / MOST_BUCKETS / 60e6) * 60e6);
  const grid = {
    startUs: fromUs,
    stepUs,
    buckets: Math.floor((endUs - fromUs) / stepUs) + 1,
    from: Math.floor((startUs - fromUs) / stepUs),
  };
  const chosen = oneOfEach(streams).slice(0, most);
  const read = (stream: StreamEntry, expression: string, earlierUs: number) =>
    reads.take(`${stream.name}${earlierUs === 0 ? '' : ' of the day before'}`, (signal) =>
      source.promqlOver(
        expression,
        { startUs: fromUs - earlierUs, endUs: endUs - earlierUs },
        stepUs / 1e6,
        signal,
      ),
    );
  const moved = await Promise.all(
    chosen.map(async (stream) => {
      const expression = metricExpression(stream) as string;
      const series = await read(stream, expression, 0);
      return { stream, expression, series, shifts: series ? metricShifts(series, grid) : [] };
    }),
  );
  const strongest = moved
    .filter(({ shifts }) => shifts.length > 0)
    .toSorted((a, b) => (b.shifts[0]?.shift.deviations ?? 0) - (a.shifts[0]?.shift.deviations ?? 0));
  const findings = await Promise.all(
    strongest.map(async ({ stream, expression, series, shifts }, at) => {
      const dayBefore = at < MOST_CHECKED ? await read(stream, expression, DAY_US) : null;
      const moving = dayBefore
        ? metricShifts(
            series as readonly Series[],
            grid,
            dayBefore.map((each) => later(each)),
          )
        : shifts;
      return moving.slice(0, 2).map((shift) => findingOf(stream, expression, shift));
    }),
  );
  return {
    findings: findings.flat(),
    lookedAt: moved.filter(({ series }) => series !== null).map(({ stream }) => stream.name),
  };
}

/** A series of the day before, at the times of today. */
function later(series: Series): Series {
  return { ...series, points: series.points.map(([timeS, value]) => [timeS + DAY_US / 1e6, value] as const) };
}
