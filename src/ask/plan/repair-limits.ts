import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { stringifyExact, textOf } from '../../json/exact-json.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import { addressesIn } from './unsaid.ts';

/** What a repair may never touch, because it says who may do what, or how much is done: by the name of an argument. */
const POWER =
  /(?:^|_)(?:roles?|permissions?|admin|owner|groups?|users?|is_external|password|token|scopes?|access|policy|resources?)(?:_|$)/i;
/** Names of what a call is about, sends to or lies in. */
const TARGET =
  /(?:^|_)(?:ids?|names?|key|stream|streams|destinations?|emails?|url|to|from|folder|dst|org|table|topic|arn|recipients?|dashboards?|alerts?)(?:_|$)|(?:Id|Name|Url)$/;
/** What queries are written under, and what in them names what they read. */
const QUERY = /^(?:sql|query|promql)$/;
const READ_BY_SQL = /\b(?:from|join)\s+("[^"]+"|[\w.]+)/gi;
const BESIDE_METRICS =
  /"[^"]*"|'[^']*'|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\b(?:bool|offset|and|or|unless|inf|nan)\b/gi;
const METRIC = /\b[a-z_:][\w:]*\b(?!\s*\()/gi;

/** The streams or metrics that a query reads. */
function readBy(query: string): string[] {
  const sql = [...query.matchAll(READ_BY_SQL)].map(([, name = '']) => name.replaceAll('"', ''));
  return /^\s*(?:select|with)\b/i.test(query)
    ? sql
    : (query.replaceAll(BESIDE_METRICS, ' ').match(METRIC) ?? []);
}

/** Switches that make more of a deletion. */
const MORE = /(?:^|_)(?:force|all|cascade|recursive|delete_all|purge)(?:_|$)/i;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value that a repair changes, under the name that it has. */
interface ChangedLeaf {
  readonly path: string;
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
}

function changedLeaves(from: unknown, to: unknown, path: string, key: string): ChangedLeaf[] {
  if (stringifyExact(from ?? null) === stringifyExact(to ?? null)) return [];
  if (isObject(from) && isObject(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) =>
      changedLeaves(from[name], to[name], path === '' ? name : `${path}.${name}`, name),
    );
  }
  // What stands only on one side is looked at member by member too: an object may hold a role.
  const whole = [from, to].find(isObject);
  if (whole && (from === undefined || to === undefined))
    return Object.keys(whole).flatMap((name) =>
      changedLeaves(
        isObject(from) ? from[name] : undefined,
        isObject(to) ? to[name] : undefined,
        path === '' ? name : `${path}.${name}`,
        name,
      ),
    );
  if (Array.isArray(from) && Array.isArray(to) && [...from, ...to].some(isObject))
    return Array.from({ length: Math.max(from.length, to.length) }, (_, index) =>
      changedLeaves(from[index], to[index], `${path}.${index}`, key),
    ).flat();
  return [{ path, key, from, to }];
}

const items = (value: unknown): string[] => [value ?? []].flat().map(textOf);

/** Whether all that is named now was named before: in a list, fewer things may be left. */
const isLess = (from: unknown, to: unknown) => items(to).every((item) => items(from).includes(item));

/** A name that only has its forbidden characters replaced is the same name. */
const isSameName = (from: unknown, to: unknown) => {
  const fold = (value: unknown) =>
    textOf(value ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return fold(from) !== '' && fold(from) === fold(to);
};

/** Why an argument may not be changed by a repair; null where it may. */
function objectionTo(
  row: ToolRow,
  { path, key, from, to }: ChangedLeaf,
  ownName: string | null,
): string | null {
  const what = `${path} from ${textOf(maskSecrets({ [key]: from ?? null }))} to ${textOf(maskSecrets({ [key]: to ?? null }))}`;
  if (POWER.test(path) || POWER.test(key)) return `who may do what: ${what}`;
  if (/retention/.test(key) && !(Number(to) >= Number(from))) return `how long data are kept: ${what}`;
  if (MORE.test(key) && to === true) return `more of it: ${what}`;
  if (row.access === 'destructive' && !(TARGET.test(key) && isLess(from, to) && items(to).length > 0))
    return `what is taken away: ${what}`;
  if (QUERY.test(key) && !isLess(readBy(textOf(from ?? '')), readBy(textOf(to ?? ''))))
    return `what it reads: ${what}`;
  // What is made may have another name: the person sees it, and nothing else is reached by it.
  if (path === ownName) return null;
  if (TARGET.test(key) && !(Array.isArray(from) && isLess(from, to)) && !isSameName(from, to))
    return `what it is about: ${what}`;
  return null;
}

/**
 * Why the arguments that a model puts in place of refused ones are not taken; null when they are. A repair may change the
 * form of a call, and the name of what it makes under `ownName`. It raises no power, adds no address and no target, and widens nothing that takes away.
 */
export function objectionToRepair(
  row: ToolRow,
  before: Readonly<Arguments>,
  after: Readonly<Arguments>,
  ownName: string | null,
): string | null {
  const known = new Set(addressesIn(before));
  const added = addressesIn(after).filter((address) => !known.has(address));
  const leaves = changedLeaves(before, after, '', '');
  const reasons = [
    ...added.map((address) => `the address ${address}`),
    ...leaves.flatMap((leaf) => objectionTo(row, leaf, ownName) ?? []),
  ];
  return reasons.length === 0
    ? null
    : `What the language model would do instead was not taken, because it changes ${reasons.join('; ')}.`;
}

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : textOf(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** What a repair changes, for a person. */
export function changesOf(before: Readonly<Arguments>, after: Readonly<Arguments>): string[] {
  const [from, to] = [maskSecrets(before), maskSecrets(after)];
  return changedLeaves(from, to, '', '').map(
    (leaf) => `${leaf.path} ${shown(leaf.from)} → ${shown(leaf.to)}`,
  );
}
