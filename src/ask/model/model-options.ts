import type { Execute } from '../../call/execute.ts';
import type { View } from '../../catalog/catalog.ts';
import type { Config } from '../../config/options.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { ToolResult } from '../../result/result.ts';
import type { DataFor } from '../data/data-for.ts';
import type { CheckCall } from '../plan/check-call.ts';
import type { PlanFlow } from '../plan/plan-flow.ts';
import type { Provider } from '../providers/provider.ts';
import type { Router } from '../types.ts';
import type { Talks } from './conversation-store.ts';
import type { TokenAccount } from './token-account.ts';
import type { RunOwn } from './toolbox.ts';

/** What the modes with a model work with. */
export interface ModelOptions {
  readonly loadProvider: () => Promise<Provider>;
  readonly loadRouter: () => Promise<Router>;
  readonly execute: Execute;
  readonly runOwn: RunOwn;
  /** All of one tool's arguments, for a model that wants to see them. */
  readonly describeTool: (args: Readonly<Arguments>, view: View) => Promise<ToolResult>;
  readonly checkCall: CheckCall;
  readonly dataFor: DataFor;
  readonly plans: PlanFlow;
  readonly talks: Talks;
  /** Whether a request asks what happened or changed. */
  readonly isInvestigation: (request: string) => boolean;
  readonly account: TokenAccount;
  readonly config: Config;
  /** Takes out of a text what must never reach a provider, such as the server's own keys. */
  readonly hide: (text: string) => string;
  readonly words: ContractWords;
  readonly nowMs: () => number;
}
