import type { JsonSchema } from '../contract/tool.ts';
import { type HelperTool, helper } from './catalog.ts';

export const INVESTIGATE = 'investigate';
export const PATTERNS = 'patterns';
export const COMPARE = 'compare';
export const TIMELINE = 'timeline';

const start = {
  type: 'string',
  description: 'start of the window: 1h, today, ISO 8601 or epoch; default 3h',
};
const end = { type: 'string', description: 'end of the window; default now' };
const stream = { type: 'string', description: 'name of the stream, from stream_list' };
const type = {
  type: 'string',
  enum: ['logs', 'traces', 'metrics'],
  description: 'type of the stream; default logs',
};
const where = { type: 'string', description: "SQL condition on rows, such as level = 'error'" };
const baseline = { type: 'string', description: 'time before the window to compare with; default 24h' };
const detail = {
  type: 'string',
  enum: ['short', 'full'],
  description: 'full for more findings; default short',
};

const schema = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties: { ...properties, org_id: { type: 'string', description: 'Organization identifier.' } },
  ...(required.length === 0 ? {} : { required }),
});

/** What these tools read with: without it they cannot be offered. */
const NEEDS = 'SearchSQL';

const tool = (
  name: string,
  title: string,
  description: string,
  input: JsonSchema,
  place: HelperTool['in'] = 'listing-profiles',
): HelperTool => ({
  in: place,
  needs: NEEDS,
  listed: helper(name, title, description, 'read', input),
});

/** Tools that look into what changed: several reads in one call. */
export const INVESTIGATE_TOOLS: readonly HelperTool[] = [
  tool(
    INVESTIGATE,
    'Investigate what changed',
    'Find out why something fails or is slow, what changed, where and since when: onset, failing values, new messages, slow operations, shifted metrics and deployments before it, ranked. Start here for an incident; one call replaces many searches.',
    schema({
      about: { type: 'string', description: 'what it is about, in plain words; default everything' },
      start_time: start,
      end_time: end,
      baseline,
      symptom: { type: 'string', description: 'what was noticed, such as slow or errors' },
      detail,
    }),
    'all-profiles',
  ),
  tool(
    PATTERNS,
    'Find message patterns',
    'Group the messages of a log stream by pattern: count before and in the window, new and vanished ones, one example each. Works in every edition, unlike extract_patterns.',
    schema(
      {
        stream,
        start_time: start,
        end_time: end,
        where,
        field: { type: 'string', description: 'field of the message; default found by its name' },
        detail,
      },
      ['stream'],
    ),
  ),
  tool(
    COMPARE,
    'Compare periods or values',
    'Compare two periods, two values of a field, or a window with its baseline: both figures, difference and ratio, for the whole stream or by group.',
    schema(
      {
        stream,
        type,
        measure: { type: 'string', description: 'SQL aggregate, such as avg(duration); default count(*)' },
        by: { type: 'string', description: 'field to group by' },
        where,
        start_time: start,
        end_time: end,
        with: {
          type: 'string',
          description: 'compare with the same window so long before, such as 1d; default the window before',
        },
        field: { type: 'string', description: 'field whose two values are compared instead of two periods' },
        values: { type: 'array', items: { type: 'string' }, description: 'the two values' },
      },
      ['stream'],
    ),
  ),
  tool(
    TIMELINE,
    'Show a timeline',
    'Count rows, or another measure, by time with empty buckets as zero, and tell when it rose or fell and when it was over.',
    schema(
      {
        stream,
        type,
        measure: { type: 'string', description: 'SQL aggregate, such as avg(duration); default count(*)' },
        where,
        start_time: start,
        end_time: end,
        interval: { type: 'string', description: 'bucket, such as 5m; default fitting the window' },
      },
      ['stream'],
    ),
  ),
];
