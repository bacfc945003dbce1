import type { CallContext } from '../../call/execute.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { createAnswerText } from './answer-text.ts';
import { createBudget } from './budget.ts';
import { createConversation } from './conversation.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import type { ModelOptions } from './model-options.ts';
import { rowsFor } from './offered-tools.ts';
import { createToolbox } from './toolbox.ts';
import { objectionToRole, objectionToWrite } from '../understand/orders/ordered-call.ts';
import { readOrders } from '../understand/orders/ordered-writes.ts';

interface Wish {
  readonly request: string;
  readonly context: CallContext;
  /** What the person answered to questions. */
  readonly answers?: Readonly<Arguments>;
  /** What the model is told about how to work. */
  readonly rules: string;
}

/** What a model needs to work on one request: what carries out its calls, its talk, and the budget that bounds both. */
export async function setUpModelWork(options: ModelOptions, { request, context, rules, answers = {} }: Wish) {
  const { loadProvider, execute, checkCall, dataFor, account, config } = options;
  const provider = await loadProvider();
  const budget = createBudget(config, account, context.caller, context.signal);
  const within = { ...context, signal: budget.signal };
  const secrets = hideRequestSecrets(request);
  const { dictionary } = dataFor(within, undefined, config.llmSend === 'schema');
  const talk = createConversation(provider, rules, budget, (text) => secrets.hide(options.hide(text)));
  const texts = createAnswerText(config);
  const { orders, doubt } = readOrders(request);
  const said = [request, ...Object.values(answers)].join('. ');
  const box = createToolbox({
    context: within,
    execute,
    checkCall,
    dictionary,
    secrets,
    texts,
    objectionTo: (row, args) =>
      objectionToWrite(orders, row, args, doubt) ??
      (row.access === 'read' ? null : objectionToRole(args, said)),
  });
  return { budget, within, secrets, dictionary, talk, box, texts };
}

/** The tools that a model is offered for a request, by their names, and the router that chose `count` for each part. */
export async function offerTools(
  { loadRouter, words }: ModelOptions,
  request: string,
  { view }: CallContext,
  count: number,
) {
  const router = await loadRouter();
  const rows = rowsFor(request, view, router, words, count);
  return { router, rows: new Map<string, ToolRow>(rows.map((row) => [row.name, row])) };
}
