import { tagWords, type TaggedWord } from '../ask/language/tagged-words.ts';
import type { Tag } from '../ask/language/lexicon/lexicon.ts';

/** What a request says beside the ID, in English: that it is about one trace, that its logs are wanted, and no more. */
const TRACE = new Set(['trace', 'span', 'waterfall', 'trace_id', 'traceid']);
const LOGS = new Set(['log', 'line', 'logline']);
const BESIDE = new Set([
  'id',
  'tree',
  'whole',
  'full',
  'complete',
  'detail',
  'open',
  'draw',
  'view',
  'inspect',
  'read',
]);
const MEANINGLESS: ReadonlySet<Tag> = new Set([
  'show',
  'stop word',
  'preposition',
  'records',
  'values',
  'and',
  'equals',
  't:in',
  't:at',
]);
const FORM = '(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const ID = new RegExp(`^${FORM}$`, 'i');
const HAS_ID = new RegExp(FORM, 'i');

const isAnyOf = ({ folded, forms }: TaggedWord, words: ReadonlySet<string>) =>
  [folded, ...forms.flatMap((form) => form.split(' '))].some(
    (form) => words.has(form) || words.has(form.replace(/s$/, '')),
  );

const isMeaningless = ({ kind, meanings }: TaggedWord) =>
  kind === 'symbol' ||
  (meanings.length > 0 && meanings.every((meaning) => 'tag' in meaning && MEANINGLESS.has(meaning.tag)));

/** The one trace that a request wants to see, in one of six languages, and whether its log lines too; null for any other. */
export function readTraceRequest(
  request: string,
): { readonly traceId: string; readonly logs: boolean } | null {
  if (!HAS_ID.test(request)) return null;
  const { words } = tagWords(request);
  const ids = words.filter(({ text }) => ID.test(text));
  const rest = words.filter(({ text }) => !ID.test(text));
  const [id] = ids;
  const isNamed = rest.some((word) => isAnyOf(word, TRACE));
  if (id === undefined || ids.length > 1 || !isNamed) return null;
  const logs = rest.some((word) => isAnyOf(word, LOGS));
  const isAll = rest.every(
    (word) => isMeaningless(word) || [TRACE, LOGS, BESIDE].some((set) => isAnyOf(word, set)),
  );
  return isAll ? { traceId: id.text, logs } : null;
}
