import type { CallContext } from '../../call/execute.ts';
import type { ToolRow } from '../../contract/tool.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import type { WriteOrder } from '../understand/orders/order-words.ts';
import {
  kindsNamed,
  objectionToRole,
  objectionToWrite,
  orderFor,
} from '../understand/orders/ordered-call.ts';
import { readOrders } from '../understand/orders/ordered-writes.ts';
import { createAnswerText } from './answer-text.ts';
import { createBudget } from './budget.ts';
import { createConversation } from './conversation.ts';
import type { Talk } from './conversation-store.ts';
import type { ModelOptions } from './model-options.ts';
import type { OrderedTools } from './offered-tools.ts';
import { createToolbox } from './toolbox.ts';

interface Wish {
  readonly request: string;
  readonly context: CallContext;
  /** What the person answered to questions. */
  readonly said: readonly string[];
  /** What the model is told about how to work. */
  readonly rules: string;
  /** The talk that this one goes on with; null for a new one. */
  readonly before: Talk | null;
}

/** A new place for what is moved: "into a new folder Shop". */
const NEW_FOLDER =
  /(?<![\p{L}])(?:new|neue[nrs]?|nouveau|nueva|nova)\s+(?:folder|ordner|dossier|carpeta|pasta)(?![\p{L}]).*|(?<![\p{L}])(?:carpeta nueva|pasta nova)(?![\p{L}]).*|新(?:的|建的?)?文件夹.*/iu;

/** A model copies what no tool copies: it reads the one, and makes another like it. What it moves to a new folder needs that folder. */
function withMaking(order: WriteOrder): WriteOrder[] {
  if (order.actions.includes('copy')) return [{ ...order, actions: [...order.actions, 'create'] }];
  const [folder] = (order.actions.includes('move') && NEW_FOLDER.exec(order.words)) || [];
  return folder === undefined ? [order] : [order, { actions: ['create'], words: folder }];
}

/** An order about what stands in the one before it: "and rename it to Sales". */
const ABOUT_IT = /^\S+(?:\s|-)(?:it|them|these|those|es|ihn|sie|l[aeo]s?|os?|as?)(?![\p{L}'])/iu;

/** Orders in which "it" is what the order before is about. */
const withReferents = (orders: readonly WriteOrder[]): WriteOrder[] =>
  orders.map((order, index) => {
    const before = orders.slice(0, index).findLast(({ words }) => nounsIn(words).length > 0);
    const isAboutIt = before !== undefined && nounsIn(order.words).length === 0 && ABOUT_IT.test(order.words);
    return isAboutIt ? { ...order, words: `${order.words}: ${before.words}` } : order;
  });

/** What a model needs to work on one request: what carries out its calls, its talk, and the budget that bounds both. */
export async function setUpModelWork(options: ModelOptions, { request, context, rules, said, before }: Wish) {
  const { loadProvider, execute, runOwn, checkCall, dataFor, account, config } = options;
  const provider = await loadProvider();
  const budget = createBudget(config, account, context.caller, context.signal, before?.usage);
  const within = { ...context, signal: budget.signal };
  const secrets = hideRequestSecrets(request);
  const { dictionary } = dataFor(within, undefined, config.llmSend === 'schema');
  const hide = (text: string) => secrets.hide(options.hide(text));
  const talk = createConversation(provider, rules, budget, hide, before?.turns);
  const texts = createAnswerText(config);
  const { orders: spoken, doubt } = readOrders(request);
  const orders = withReferents(spoken.flatMap(withMaking));
  const words = [request, ...said].join('. ');
  const objectionTo = (row: ToolRow, args: Parameters<typeof objectionToWrite>[2]) =>
    objectionToWrite(orders, row, args, doubt) ??
    (row.access === 'read' ? null : objectionToRole(args, words));
  const box = createToolbox({
    context: within,
    execute,
    runOwn,
    checkCall,
    dictionary,
    secrets,
    texts,
    config,
    objectionTo,
  });
  const ordered: OrderedTools = {
    may: (row) => row.access !== 'read' && orderFor(orders, row, {}) !== undefined,
    kinds: new Set(orders.flatMap(kindsNamed)),
    makesOnly:
      orders.length > 0 &&
      orders.every(({ actions }) => actions.includes('create') && !actions.includes('copy')),
  };
  return { budget, within, secrets, dictionary, talk, box, texts, ordered };
}
