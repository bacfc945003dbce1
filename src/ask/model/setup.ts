import type { CallContext } from '../../call/execute.ts';
import type { ToolRow } from '../../contract/tool.ts';
import { createAnswerText } from './answer-text.ts';
import { createBudget } from './budget.ts';
import { createConversation } from './conversation.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import type { ModelOptions } from './model-options.ts';
import type { Talk } from './talks.ts';
import { createToolbox } from './toolbox.ts';
import { objectionToRole, objectionToWrite, orderFor } from '../understand/orders/ordered-call.ts';
import { readOrders } from '../understand/orders/ordered-writes.ts';

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
  const { orders, doubt } = readOrders(request);
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
  const isOrdered = (row: ToolRow) => row.access !== 'read' && orderFor(orders, row, {}) !== undefined;
  return { budget, within, secrets, dictionary, talk, box, texts, isOrdered };
}
