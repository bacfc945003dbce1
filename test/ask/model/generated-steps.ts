import fc from 'fast-check';
import type { SeenRequest } from '../../helpers/fake-openobserve.ts';
import type { WantedCall } from './model-server.ts';

/** Answers every read with nothing but a destination and a template that are there, and every write with a yes. */
export function emptyOpenObserve({ method, path }: SeenRequest): unknown {
  if (method !== 'GET')
    return path.includes('_search') ? { hits: [], total: 0 } : { code: 200, message: 'ok' };
  if (path.endsWith('/destinations'))
    return [{ name: 'ops', type: 'http', url: 'https://ops.example.com/in' }];
  if (path.endsWith('/templates')) return [{ name: 'plain', type: 'http', title: '' }];
  if (path.endsWith('/dashboards')) return { dashboards: [] };
  if (path.includes('/savedviews')) return { views: [] };
  return path.endsWith('/kv') ? [] : { list: [], data: [] };
}

const isWrite = ({ method, path }: SeenRequest) => method !== 'GET' && !/_search|\/export/.test(path);
/** The writes among requests, each as one text. */
export const wire = (seen: readonly SeenRequest[]) =>
  seen.filter(isWrite).map(({ method, path, query, body }) => `${method} ${path}?${query} ${body}`);

/** Names without the words of secrets, texts with everything that could break a line, a quotation or a shell. */
const name = fc
  .stringMatching(/^[a-z][a-z0-9_]{2,14}$/)
  .filter((text) => !/token|secret|pass|key|pwd|auth/.test(text));
const text = fc
  .string({ unit: fc.constantFrom(...'abc ÄßçÑ中文 "\'`$\\{}<>|&;%#\n“”'), minLength: 1, maxLength: 60 })
  .filter((value) => value.trim() !== '' && value === value.trim());
const number = fc.integer({ min: 2, max: 1_000_000 });
const call = (tool: string, args: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(args).map((made): WantedCall => ({ name: tool, arguments: made }));

const STEPS = fc.oneof(
  call('create_folder', { name, description: text, folder_type: fc.constant('dashboards') }),
  call('create_template', { name, body: text, type: fc.constant('http') }),
  call('create_function', { name, function: fc.constant('.a = 1\n.'), transType: fc.constant(0) }),
  call('create_dashboard', {
    title: name,
    description: text,
    panels: fc.array(
      fc.record({
        title: name,
        type: fc.constantFrom('line', 'bar', 'table'),
        sql: name.map(
          (stream) => `SELECT histogram(_timestamp) AS t, count(*) AS n FROM "${stream}" GROUP BY t`,
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  call('create_alert', {
    name,
    stream_name: name,
    stream_type: fc.constant('logs'),
    enabled: fc.boolean(),
    destinations: fc.constant(['ops']),
    condition: fc.record({
      threshold: number,
      period: fc.integer({ min: 1, max: 600 }),
      operator: fc.constant('>'),
    }),
  }),
);
/** Plans of one to five steps of different kinds and names. */
export const PLAN = fc.uniqueArray(STEPS, {
  minLength: 1,
  maxLength: 5,
  selector: ({ name: tool, arguments: args }) => {
    const { name: own, title, key } = args as Record<string, string>;
    return `${tool} ${own ?? title ?? key}`;
  },
});

/** Every text and number in a value. */
export function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

/** Whether a plan has a value whole: on one line, or line by line behind a mark. */
export function isShownIn(words: string, leaf: string): boolean {
  if (!leaf.includes('\n')) return words.includes(leaf);
  return (
    words.includes(
      leaf
        .split('\n')
        .map((line) => `   | ${line}`)
        .join('\n'),
    ) || words.includes(JSON.stringify(leaf))
  );
}
