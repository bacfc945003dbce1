import type { CallContext } from '../../execute.ts';
import type { ToolRow } from '../../tool.ts';
import { createAnswerText } from './answer-text.ts';
import { telemetryOf } from './briefing.ts';
import { createBudget } from './budget.ts';
import { createConversation } from './conversation.ts';
import { hideSecrets } from './hidden-secrets.ts';
import type { ModelOptions } from './model-options.ts';
import { rowsFor } from './offered.ts';
import { createToolbox } from './toolbox.ts';

interface Wish {
  readonly request: string;
  readonly context: CallContext;
  /** What the model is told about how to work. */
  readonly rules: string;
  /** How many tools it is offered. */
  readonly shortlist: number;
}

/** What a model needs to work on one request: its tools, its talk, and the budget that bounds both. */
export async function setUpWork(options: ModelOptions, { request, context, rules, shortlist }: Wish) {
  const { loadProvider, loadRouter, execute, checkCall, telemetryFor, account, config, words } = options;
  const [provider, router] = await Promise.all([loadProvider(), loadRouter()]);
  const budget = createBudget(config, account, context.caller, context.signal);
  const within = { ...context, signal: budget.signal };
  const secrets = hideSecrets(request);
  const telemetry = telemetryOf(words, telemetryFor, within);
  const talk = createConversation(provider, rules, budget, options.hide);
  const texts = createAnswerText(config);
  const box = createToolbox({
    context: within,
    execute,
    checkCall,
    telemetry,
    secrets,
    texts,
  });
  const rows = new Map<string, ToolRow>(
    rowsFor(secrets.text, context.view, router, words, shortlist).map((row) => [row.name, row]),
  );
  return { router, budget, within, secrets, telemetry, talk, box, rows, texts };
}
