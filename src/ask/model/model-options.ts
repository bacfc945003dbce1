import type { Config } from '../../config/options.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { Execute } from '../../call/execute.ts';
import type { CheckCall } from '../plan/check-call.ts';
import type { PlanFlow } from '../plan/plan-flow.ts';
import type { Provider } from '../providers/provider.ts';
import type { DataFor } from '../data/data-for.ts';
import type { Router } from '../types.ts';
import type { TokenAccount } from './token-account.ts';

/** What the modes with a model work with. */
export interface ModelOptions {
  readonly loadProvider: () => Promise<Provider>;
  readonly loadRouter: () => Promise<Router>;
  readonly execute: Execute;
  readonly checkCall: CheckCall;
  readonly dataFor: DataFor;
  readonly plans: PlanFlow;
  readonly account: TokenAccount;
  readonly config: Config;
  /** Takes out of a text what must never reach a provider, such as the server's own keys. */
  readonly hide: (text: string) => string;
  readonly words: ContractWords;
  readonly nowMs: () => number;
}
