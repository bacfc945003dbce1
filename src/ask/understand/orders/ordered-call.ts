import type { Arguments, ToolRow } from '../../../contract/tool.ts';
import { exampleOrder } from './example-order.ts';
import { headKinds, nounsIn } from './kinds.ts';
import type { WriteAction, WriteOrder } from './order-words.ts';
import { statedRoles } from '../slots/member-roles.ts';

const PARTS = /[A-Z]?[a-z]+|\d+/g;
/** What a tool does, by the words of its name; the first that fits. */
const ACTIONS: ReadonlyArray<readonly [name: RegExp, actions: readonly WriteAction[]]> = [
  [/^(?:move|relocate)$/, ['move']],
  [/^(?:clone|copy|duplicate)$/, ['copy', 'create']],
  [/^(?:trigger|test|retry|retrain|run|rerun|restart)$/, ['run', 'on']],
  [/^(?:submit|upload|ingest|ingestion|import)$/, ['create', 'run']],
  [/^cancel$/, ['cancel']],
  [/^assume$/, ['assume']],
  [/^(?:update|rename|edit|change|patch)$/, ['update']],
  [/^(?:set|settings?)$/, ['update', 'create']],
  [/^(?:add|create|save|new|make|register)$/, ['create']],
];
/** What may be made for something else: an alert needs a destination. */
const LEANS: Readonly<Record<string, readonly string[]>> = {
  destination: ['alert', 'template'],
  template: ['alert', 'destination'],
  folder: ['dashboard', 'alert', 'report'],
  panel: ['dashboard'],
  dashboard: ['panel'],
  function: ['pipeline'],
  role: ['user', 'group'],
  group: ['user', 'role'],
  setting: ['organization', 'stream', 'user'],
  user: ['role', 'group', 'organization'],
  service_account: ['user'],
  organization: ['user'],
};

/** "Create a copy", "make a duplicate". */
const COPY = /cop(?:y|ies|ia)|kopie|clon|klon|duplic|duplik|复制|副本|拷贝|克隆/iu;

/** The kind of thing that a tool is about. */
export function kindOf({ name, toolset }: ToolRow): string | null {
  const words = name.replaceAll('_', ' ').replaceAll('kv', 'key').replace('deduplication', 'dedup');
  if (/retrain|alert(?!s? (?:destination|template))/.test(words) && !/destination|template/.test(words))
    return 'alert';
  if (/^add user|user from/.test(words)) return 'user';
  if (/system setting/.test(words)) return 'setting';
  if (/annotation/.test(words)) return 'annotation';
  return headKinds(words)[0] ?? nounsIn(words)[0]?.kind ?? headKinds(toolset.replaceAll('_', ' '))[0] ?? null;
}

/** What verbs a call needs: one of these. */
function actionsOf(row: ToolRow, args: Readonly<Arguments>): readonly WriteAction[] {
  if (row.access === 'destructive') return ['delete'];
  const parts: readonly string[] = row.name.match(PARTS) ?? [];
  if (parts.includes('enable'))
    return args.value === true ? ['on'] : args.value === false ? ['off', 'cancel'] : ['on', 'off'];
  const found = ACTIONS.find(([name]) => parts.some((part) => name.test(part)));
  const more: WriteAction[] = /panel|annotation|enrichment|kv|group|role|user_to/.test(row.name)
    ? ['create', 'update']
    : [];
  if (found) return [...found[1], ...more];
  return row.method === 'POST' ? ['create', 'run'] : ['update'];
}

/** Whether a tool makes alerts, from nothing that is there. */
export const makesAlert = (row: ToolRow): boolean =>
  row.access === 'write' &&
  kindOf(row) === 'alert' &&
  actionsOf(row, {}).every((action) => action === 'create');

const ANYTHING: Readonly<Record<WriteAction, string>> = {
  create: 'create anything',
  update: 'change anything',
  delete: 'delete anything',
  move: 'move anything',
  copy: 'copy anything',
  on: 'turn anything on',
  off: 'turn anything off',
  run: 'run anything',
  cancel: 'cancel anything',
  assume: 'act as another account',
};

/** The kinds of things that an order names: "tell me when" means an alert. */
export const kindsNamed = ({ words, isWarning }: WriteOrder): string[] => [
  ...nounsIn(words).map(({ kind }) => kind),
  ...(isWarning ? ['alert'] : []),
];

/** The order that a call follows; undefined where the words order no such thing. */
export function orderFor(
  orders: readonly WriteOrder[],
  row: ToolRow,
  args: Readonly<Arguments>,
): WriteOrder | undefined {
  const wanted = actionsOf(row, args);
  const kind = kindOf(row);
  return orders.find((order) => {
    const { actions, words } = order;
    const may = actions.some((action) => wanted.includes(action));
    if (!may || (wanted.includes('copy') && !actions.includes('copy') && !COPY.test(words))) return false;
    const named = kindsNamed(order);
    if (kind === null || named.length === 0) return true;
    const heads = headKinds(words, row.access === 'destructive');
    if (row.access === 'destructive') return heads.length === 0 || heads.includes(kind);
    if (wanted.includes('off') || wanted.includes('move'))
      return (
        heads.length === 0 ||
        heads.includes(kind) ||
        (LEANS[kind] ?? []).some((other) => heads.includes(other))
      );
    return named.includes(kind) || (LEANS[kind] ?? []).some((other) => named.includes(other));
  });
}

/** A kind of thing with its article: "a dashboard", "an alert". */
export const withArticle = (kind: string): string =>
  `${/^[aeiou](?!ser)/.test(kind) ? 'an' : 'a'} ${kind.replaceAll('_', ' ')}`;

const noCopyOf = (kind: string) =>
  `I cannot copy ${withArticle(kind)}, so nothing was changed. Read it, and create it again under another name.`;

/** "Create a copy of the dashboard A". */
const MAKES_COPY = /^\W*(?:\p{L}+\W+){1,4}(?:cop(?:y|ies)|duplicates?|clones?)\s+of\s/iu;

/** Why a thing is not copied: no operation copies such things. Null where one does, or nothing is to be copied. */
export function cannotCopy(
  orders: readonly WriteOrder[],
  { rows }: { readonly rows: readonly ToolRow[] },
): string | null {
  for (const { actions, words } of orders) {
    if (!actions.includes('copy') && !MAKES_COPY.test(words)) continue;
    const kind = headKinds(words)[0] ?? nounsIn(words)[0]?.kind;
    if (kind === undefined) continue;
    const isCopied = rows.some((row) => actionsOf(row, {}).includes('copy') && kindOf(row) === kind);
    if (!isCopied) return noCopyOf(kind);
  }
  return null;
}

/** Why a call does not run, for the person; null when their words order it. `doubt`: what leaves their orders open. */
export function objectionToWrite(
  orders: readonly WriteOrder[],
  row: ToolRow,
  args: Readonly<Arguments>,
  doubt: string | null = null,
): string | null {
  if (row.access === 'read' || orderFor(orders, row, args)) return null;
  if (doubt !== null) return doubt;
  const kind = kindOf(row);
  if (kind !== null && orders.some(({ actions }) => actions.includes('copy')) && !row.name.includes('clone'))
    return noCopyOf(kind);
  const [action = 'update'] = actionsOf(row, args);
  const has = orders.some(({ actions }) => actions.some((each) => actionsOf(row, args).includes(each)));
  const what = has ? `use "${row.title}"` : ANYTHING[action];
  const example = exampleOrder(row, action, kind, args);
  const order = example === null ? '' : `, such as "${example}"`;
  return `You did not ask me to ${what}, so nothing was changed. To have it done, say it as an order${order}.`;
}

/** Why a role is not given to anybody: the person has not said it. Null when they have. */
export function objectionToRole({ role }: Readonly<Arguments>, said: string): string | null {
  if (typeof role !== 'string') return null;
  const isBuiltIn = /^(?:admin|editor|viewer|root)$/i.test(role);
  const isSaid = isBuiltIn
    ? statedRoles(said).includes(role.toLowerCase())
    : said.toLowerCase().includes(role.toLowerCase());
  if (isSaid) return null;
  return `Your request does not say that the role should be "${role}". Which role is meant?`;
}
