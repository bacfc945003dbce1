import type { View } from '../catalog/catalog.ts';
import type { CallContext } from '../call/execute.ts';
import type { ToolRow, Arguments } from '../contract/tool.ts';

/** A way of turning words into calls. */
export type Mode = 'agent' | 'llm' | 'semantic';

/** What the semantic mode would do with a request. */
export type Decision = 'run' | 'ask' | 'candidates' | 'decline';

/** An operation that a request may mean. `score` is the model's probability, 0 to 1. */
export interface Candidate {
  readonly row: ToolRow;
  readonly score: number;
}

/** An argument that is missing, and how to ask a person for it. */
export interface MissingArgument {
  readonly name: string;
  /** One whole question, such as "What should the dashboard be called?" */
  readonly question: string;
  /** What may be answered, where that is a closed list. */
  readonly choices?: readonly string[];
  /** It may be left out: the question says what happens then. */
  readonly optional?: true;
}

/** What a request means, found without a network. */
export interface Route {
  readonly decision: Decision;
  /** The surest operation; null when the request is declined. */
  readonly row: ToolRow | null;
  /** Probability that `row` is right, 0 to 1. */
  readonly confidence: number;
  /** Best first, at most five. */
  readonly candidates: readonly Candidate[];
  /** Arguments that the words state, in the operation's own names; times as words or ISO, never guessed. */
  readonly arguments: Readonly<Arguments>;
  readonly missing: readonly MissingArgument[];
  /** The request cut into its steps; one entry for most. */
  readonly steps: readonly string[];
  /** One sentence: why this decision. For a declined request: what can be done instead. */
  readonly reason: string;
}

/** Turns words into a route, without a network and in well under a millisecond. Loaded on first use. */
export interface Router {
  /** Only operations of the view are considered. */
  route(request: string, view: View): Route;
  /** The operations that the words most likely mean, best first; for find_tools and for a model's shortlist. */
  shortlist(request: string, view: View, count: number): readonly Candidate[];
  /** Arguments that the words state for one operation, and what is missing. Used to go on after a question. */
  fill(request: string, row: ToolRow): Pick<Route, 'arguments' | 'missing'>;
}

/** `planned`: would be done; `waiting`: needs a person's yes or an answer first. */
export type StepState = 'done' | 'planned' | 'waiting' | 'failed' | 'skipped';

/** One call of an answer. */
export interface AskStep {
  readonly tool: string;
  readonly arguments: Readonly<Arguments>;
  readonly state: StepState;
  /** What came of it, in words. */
  readonly summary?: string;
  /** Page of the OpenObserve UI that shows it. */
  readonly link?: string;
}

/** What `ask` answers: the structured content of its result, as its outputSchema says. */
export interface AskAnswer {
  readonly mode: Mode;
  readonly decision: Decision;
  /** In words first; what comes from logs, traces and other people's text only under `untrusted_data`. */
  readonly answer: string;
  readonly steps: readonly AskStep[];
  readonly missing: readonly MissingArgument[];
  readonly candidates: ReadonlyArray<{
    readonly tool: string;
    readonly title: string;
    readonly score: number;
  }>;
  /** What `ask` is called with again, beside the answers to `missing`, to go on. */
  readonly resume?: { readonly tool: string; readonly answers: Readonly<Arguments> };
  /** The query that was run, so that a person can edit it. */
  readonly query?: string;
  /** What was taken for granted. */
  readonly assumed?: readonly string[];
  /** Words of a question that the answer does not take into account. */
  readonly not_used?: readonly string[];
  /** What a question that follows this one hands back. */
  readonly previous?: string;
  /** The next useful question. */
  readonly next?: string;
  /** Calls that take back what was done, in their order. */
  readonly undo?: ReadonlyArray<{ readonly tool: string; readonly arguments: Readonly<Arguments> }>;
  /** Tokens that the model used, `cached` as part of `input`; absent where none was asked. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached: number };
  readonly untrusted_data?: Readonly<Record<string, unknown>>;
}

/** What `ask` is asked, as its inputSchema says. */
export interface AskRequest {
  readonly request: string;
  readonly mode: Mode | 'auto';
  readonly dryRun: boolean;
  /** The tool that is meant, where that is known: after a question, or chosen from candidates. */
  readonly tool: string | null;
  /** What was answered to a question; null when none was put yet. */
  readonly answers: Readonly<Arguments> | null;
  /** `previous` of the answer that this request follows; null for a request of its own. */
  readonly previous: string | null;
}

/** One way of turning a request into calls. Everything that it calls goes through `execute`. */
export interface AskMode {
  /**
   * @throws {PersonNeeded} when a person must answer first and the client can ask one
   * @throws {ProviderError} when the model cannot be used and nothing was done yet
   */
  answer(request: AskRequest, context: CallContext): Promise<AskAnswer>;
}

/** What a tool of this server itself answers to a request: what it says, and the call that was made. */
export type OwnAnswer = Pick<AskAnswer, 'answer' | 'steps' | 'query' | 'untrusted_data'>;

/** A tool of this server that some requests are made for: what changed, one trace. It only reads. */
export interface OwnAnswers {
  readonly tool: string;
  /** Where a language model is set up, it answers instead, with the tool at hand. */
  readonly prefersModel: boolean;
  /** What the tool is called with for these words; null where they do not ask for it. */
  argumentsOf(request: string): Arguments | null;
  answer(args: Readonly<Arguments>, context: CallContext): Promise<OwnAnswer>;
}
