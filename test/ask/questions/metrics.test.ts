import { expect, it } from 'vitest';
import type { StreamEntry } from '../../../src/ask/data/dictionary.ts';
import { metricEntry } from '../../../src/ask/data/metrics.ts';
import { fieldEntry } from '../../../src/ask/data/fields/field-entry.ts';
import { wordsOf } from '../../../src/ask/data/fields/name-parts.ts';
import { streamView } from '../../../src/ask/questions/link/stream-view.ts';
import { parseQuestion } from '../../../src/ask/questions/parse/parse-question.ts';
import { conditionText } from '../../../src/ask/questions/query/condition-text.ts';
import { promqlFor } from '../../../src/ask/questions/query/promql-query.ts';
import { rangesOf } from '../../../src/ask/questions/read/ranges.ts';
import { readMetric } from '../../../src/ask/questions/read/read-metric.ts';

const NOW = { nowUs: Date.UTC(2026, 4, 20, 12) * 1000, timeZone: 'UTC' };

interface Described {
  readonly name: string;
  readonly type: string;
  readonly help?: string;
  readonly unit?: string;
  readonly labels?: Readonly<Record<string, readonly string[]>>;
}

function metricOf({ name, type, help = '', unit = '', labels = {} }: Described): StreamEntry {
  const listed = {
    type: 'metrics' as const,
    name,
    records: 100,
    firstUs: 0,
    lastUs: 0,
    sizeBytes: 0,
    retentionDays: null,
    fullText: [],
    fields: [...Object.keys(labels), 'value'].map((field) => ({ name: field, type: 'Utf8' })),
    metric: { type, help, unit },
  };
  return {
    ...listed,
    words: wordsOf(name),
    hasValues: true,
    fields: Object.entries(labels).map(([label, values]) =>
      fieldEntry('record', label, 'Utf8', {
        values: values.map((value) => ({ value, count: 10 })),
        isComplete: true,
        most: 10 * values.length,
      }),
    ),
    metric: metricEntry(listed, new Set([name, name.replace(/_(?:sum|count)$/, '_bucket')])),
  };
}

const QUEUE = metricOf({
  name: 'broker_depth',
  type: 'Gauge',
  help: 'Parcels that wait in a lane',
  labels: { lane: ['north', 'south'] },
});
const LOAD = metricOf({ name: 'hrprocessorload', type: 'Gauge', unit: '%', labels: { node: ['a1', 'a2'] } });
const BAKING = metricOf({
  name: 'bake_seconds_bucket',
  type: 'Histogram',
  help: 'Time to bake a loaf',
  unit: 's',
});
const ANSWERS = metricOf({
  name: 'http_responses_total',
  type: 'Counter',
  help: 'Responses with status 5xx',
  labels: { service: ['front', 'back'] },
});
const ERRORS = metricOf({
  name: 'if_in_errors',
  type: 'Counter',
  labels: { host: ['r1', 'r2'], ifname: ['eth0', 'eth1'] },
});
const FRIDGE = metricOf({ name: 'fridge_celsius', type: 'Gauge', labels: { fridge: ['F1', 'F2'] } });

const reading = (entry: StreamEntry, request: string) =>
  readMetric(parseQuestion(request, NOW), streamView(entry), NOW);

function query(entry: StreamEntry, request: string): string | null {
  const read = reading(entry, request);
  return read && promqlFor(read.form, entry);
}

it.each([
  [QUEUE, 'how many parcels are waiting in the north lane right now', 'broker_depth{lane="north"}'],
  [LOAD, 'maximum of the processor load in the last day', 'max_over_time(hrprocessorload[1d])'],
  [LOAD, 'highest processor load in the last day', 'max_over_time(hrprocessorload[1d])'],
  [
    ANSWERS,
    '5xx by service in the last hour, how many',
    'sum by (service) (increase(http_responses_total[1h]))',
  ],
  [ANSWERS, '5xx per hour in the last 6 hours', 'sum(increase(http_responses_total[1h]))'],
  [ANSWERS, '5xx per second by hour in the last 6 hours', 'sum(rate(http_responses_total[1h]))'],
  [ANSWERS, '5xx over time in the last 6 hours', 'sum(rate(http_responses_total[15m]))'],
  [ANSWERS, '5xx per minute in the last hour', 'sum(rate(http_responses_total[2m]) * 60)'],
  [ERRORS, 'inbound errors per interface last hour', 'sum by (host, ifname) (increase(if_in_errors[1h]))'],
  [FRIDGE, 'how warm did fridge F1 get in the last day', 'max_over_time(fridge_celsius{fridge="F1"}[1d])'],
  [
    BAKING,
    'p90 of baking time in the last day',
    'histogram_quantile(0.9, sum by (le) (rate(bake_seconds_bucket[1d])))',
  ],
] as const)('reads a question over $0.name: %s', (entry, request, expected) => {
  expect(query(entry, request)).toBe(expected);
});

it('says of a metric that it has no samples of most of the time that is asked about', () => {
  const young = { ...ANSWERS, firstUs: NOW.nowUs - 4 * 3600e6 };
  expect(reading(young, '5xx per hour in the last 24 hours')?.unused).toEqual(['in the last 24 hours']);
  expect(reading(young, '5xx per hour in the last 3 hours')?.unused).toEqual([]);
});

it.each([8, 13, 20])('keeps two clock ranges of one day whole at %s:00', (hour) => {
  const context = { nowUs: Date.UTC(2026, 4, 20, hour) * 1000, timeZone: 'UTC' };
  const parsed = parseQuestion('yesterday 6:00 to 12:00 compared to 12:00 to 18:00', context);
  const at = (of: number) => Date.UTC(2026, 4, 19, of) * 1000;
  expect(rangesOf(parsed, context, false)).toMatchObject({
    range: { startUs: at(12), endUs: at(18) },
    other: { startUs: at(6), endUs: at(12) },
  });
});

it('names as a guess or left out no word that the help of a metric explains', () => {
  const read = reading(QUEUE, 'how many parcels are waiting in the north lane right now');
  expect(read).toMatchObject({ unused: [], guessed: [], named: 1 });
});

it.each([
  ['percentiles of a counter', ANSWERS, 'p95 of http responses by service'],
  ['the slowest of a counter', ANSWERS, 'slowest http responses by service'],
  ['a share of a gauge', QUEUE, 'what percentage of parcels waits in the north lane'],
  ['a histogram without a length that is asked for', BAKING, 'loaves baked by day'],
  ['what measures no temperature', LOAD, 'which node ran hottest yesterday'],
] as const)('does not read %s', (_, entry, request) => {
  expect(reading(entry, request)).toBeNull();
});

it('names a route with its parameters', () => {
  const route = 'GET /orders/{id}';
  expect(conditionText({ kind: 'in', field: 'operation_name', values: [route], not: false })).toContain(
    route,
  );
});
