import type { JsonSchema } from '../contract/tool.ts';
import type { HelperTool } from './catalog.ts';
import { helper } from './listed-tool.ts';

/** Name of the tool that looks for what changed and why. */
export const INVESTIGATE = 'investigate';
/** Name of the tool that groups messages by their templates. */
export const PATTERNS = 'patterns';
/** Name of the tool that compares two time ranges. */
export const COMPARE = 'compare';
/** Name of the tool that lists events and shifts in order of time. */
export const TIMELINE = 'timeline';

const start = { type: 'string', description: 'start: 3h (ago, the default), today, ISO 8601' };
const end = { type: 'string', description: 'default now' };
const stream = { type: 'string' };
const type = { type: 'string', enum: ['logs', 'traces', 'metrics'], description: 'default logs' };
const where = { type: 'string', description: 'SQL condition' };
const measure = { type: 'string', description: 'SQL aggregate; default count(*)' };
const detail = { type: 'string', enum: ['short', 'full'], description: 'full: more findings' };

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
    'Find out why something fails or is slow: what changed, where and since when, ranked. Start here for an incident; one call replaces many searches.',
    schema({
      about: { type: 'string', description: 'in plain words; default everything' },
      start_time: start,
      end_time: end,
      baseline: { type: 'string', description: 'time before to compare with; default 24h' },
      symptom: { type: 'string', description: 'such as slow or errors' },
      detail,
    }),
    'all-profiles',
  ),
  tool(
    PATTERNS,
    'Find message patterns',
    'Group log messages by pattern, with counts in the window and before: new ones, vanished ones, an example each.',
    schema(
      {
        stream,
        start_time: start,
        end_time: end,
        where,
        field: { type: 'string', description: 'of the message; default found' },
        detail,
      },
      ['stream'],
    ),
  ),
  tool(
    COMPARE,
    'Compare periods or values',
    'Compare two periods, or two values of a field, in total or by group: both figures, difference, ratio.',
    schema(
      {
        stream,
        type,
        measure,
        by: { type: 'string', description: 'field' },
        where,
        start_time: start,
        end_time: end,
        with: { type: 'string', description: 'how long before, such as 1d; default the window before' },
        field: { type: 'string', description: 'whose two values are compared' },
        values: { type: 'array', items: { type: 'string' }, description: 'the two values' },
      },
      ['stream'],
    ),
  ),
  tool(
    TIMELINE,
    'Show a timeline',
    'Count rows or another measure over time, empty buckets as zero: when it rose or fell, and until when.',
    schema(
      {
        stream,
        type,
        measure,
        where,
        start_time: start,
        end_time: end,
        interval: { type: 'string', description: 'bucket, such as 5m' },
      },
      ['stream'],
    ),
  ),
];
