import type { CallContext, Execute } from '../../call/execute.ts';
import type { ContractWords } from '../../contract/words.ts';
import { namesOf } from '../data/object-names.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import { readOrders } from '../understand/orders/ordered-writes.ts';
import { isScheduling } from '../understand/orders/setting-wishes.ts';

/** Kinds of things by the operation whose argument takes their names. */
const KINDS: ReadonlyArray<readonly [kind: string, operationId: string]> = [
  ['alert', 'UpdateAlert'],
  ['dashboard', 'UpdateDashboard'],
  ['pipeline', 'updatePipeline'],
  ['report', 'UpdateReportV2'],
  ['function', 'updateFunction'],
  ['destination', 'UpdateDestination'],
  ['template', 'UpdateTemplate'],
  ['saved view', 'UpdateSavedViews'],
  ['folder', 'UpdateFolder'],
  ['stream', 'UpdateStreamSettings'],
];

/** A word that is a name by its form. What is said with capitals alone may as well begin a sentence. */
const NAME_FORM =
  /(?<![\p{L}\p{N}_@.-])(?=[\p{L}\p{N}_.-]*[\d_-])\p{L}[\p{L}\p{N}]*(?:[_.-][\p{L}\p{N}]+)*(?![\p{L}\p{N}_@])/gu;
/** What the words turn it into is new. */
const NEW_NAME =
  /(?:\b(?:to|into|as|called|named|in|zu|nach|en|par|a|por|para|como)\s+["']?|(?:为|成|到)\s*)$/iu;

/** Puts the kind of an object before its name in a request: "rename payment_errors" becomes "rename alert payment_errors". */
export type SayKinds = (request: string, context: CallContext) => Promise<string>;

/** Looks up names in the lists of existing objects, for orders that name no kind. A name of several kinds stays as it is. */
export function createSayKinds(execute: Execute, { names }: ContractWords): SayKinds {
  return async (request, context) => {
    const { spoken } = readOrders(request);
    // Who is warned, and what is made, has its place in the order.
    const others = spoken.filter(
      ({ actions, isWarning }) => isWarning !== true && actions.some((action) => action !== 'create'),
    );
    const clauses = isScheduling(request) ? [request] : others.map(({ words }) => words);
    const open = clauses.filter((words) => request.includes(words) && nounsIn(words).length === 0);
    const wanted = open.flatMap((words) =>
      [...words.matchAll(NAME_FORM)].filter(({ index }) => !NEW_NAME.test(words.slice(0, index))),
    );
    if (wanted.length === 0) return request;
    const lists = await Promise.all(
      KINDS.map(async ([kind, operationId]) => {
        const [lookup] = names[operationId] ?? [];
        return [kind, lookup ? await namesOf(lookup, execute, context) : []] as const;
      }),
    );
    let said = request;
    for (const [name] of wanted) {
      const kinds = lists.filter(([, all]) => all.includes(name)).map(([kind]) => kind);
      const [kind] = kinds;
      if (kind === undefined || kinds.length > 1 || kind === 'stream') continue;
      const at = said.indexOf(name);
      said = `${said.slice(0, at)}${kind} ${said.slice(at)}`;
    }
    return said;
  };
}
