import type { JsonSchema, Arguments } from '../../contract/tool.ts';

/** A tool as it is offered to a model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
}

/** A tool that the model wants called. `arguments` is null where it wrote no JSON object. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Arguments> | null;
}

/** What came of a call, for the model to read. */
export interface CallAnswer {
  readonly id: string;
  readonly text: string;
  readonly failed: boolean;
}

/** One turn of a conversation. `own` is the model's turn as its provider wrote it, which it wants back unchanged. */
export type Turn =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'model'; readonly own: unknown }
  | { readonly role: 'tools'; readonly answers: readonly CallAnswer[] };

/** Tokens of one completion. `cached` is the part of `input` that the provider had kept. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** One request to a language model. */
export interface CompletionRequest {
  readonly system: string;
  readonly messages: readonly Turn[];
  readonly tools: readonly OfferedTool[];
  /** So many of the first tools are the same in every request, and kept by the provider; left out for none. */
  readonly pinned?: number;
  /** `none` asks for words only, `any` for a call; where a model refuses to be forced, it is asked as with `auto`. */
  readonly toolChoice: 'any' | 'auto' | 'none';
  /** Most tokens to write, thinking included. */
  readonly maxTokens: number;
  readonly signal: AbortSignal;
}

/** The answer of a language model. */
export interface Completion {
  readonly text: string;
  readonly toolCalls: readonly ModelCall[];
  readonly usage: Usage;
  /** Why it ended: all said, tools wanted, out of tokens, or the model would not answer. */
  readonly stop: 'end' | 'tools' | 'length' | 'refusal';
  readonly turn: Turn;
}

/** A language model behind one protocol. */
export interface Provider {
  readonly model: string;
  /**
   * @throws {ProviderError} when no usable answer came; tokens may have been spent
   * @throws {NetworkError} with the code `cancelled` when the caller left
   */
  complete(request: CompletionRequest): Promise<Completion>;
}

/** What each provider is made from. Times are milliseconds. */
export interface ProviderOptions {
  readonly model: string;
  /** Null: the provider's own address. */
  readonly baseUrl: string | null;
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}
