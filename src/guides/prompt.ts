/** What an argument of a prompt or of an address holds, where there is a list that it can be completed from. */
export type Completed = 'stream' | 'field' | 'org' | 'folder' | readonly string[];

/** An argument of a prompt. */
export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Null for free text. */
  readonly completes: Completed | null;
}

/** One thing to do. It is left out where the view has not all of `tools`. */
export interface PromptStep {
  readonly tools: readonly string[];
  readonly says: string;
}

/** A way of working that a person starts by name. `{name}` in its texts stands for an argument. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** Without these tools it is not offered. */
  readonly needs: readonly string[];
  readonly goal: string;
  /** Said for an argument that was given. */
  readonly given: Readonly<Record<string, string>>;
  readonly steps: readonly PromptStep[];
  /** What the answer must hold. */
  readonly answer: string;
}
