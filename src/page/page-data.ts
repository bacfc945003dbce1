/** What the server tells the page: JSON of `/page/status`, `/page/tools` and `/page/calls`. */

/** The state of the server, as the page shows it. */
export interface ShownStatus {
  readonly version: string;
  /** A built-in sample stands in for OpenObserve. */
  readonly isSample: boolean;
  readonly instances: readonly ShownInstance[];
  /** Tools listed, and how many of them are operations of OpenObserve. */
  readonly tools: number;
  readonly operations: number;
  readonly tokens: number;
  readonly isReadOnly: boolean;
  /** Whether only the protocol of 2025 is spoken. */
  readonly isOldEra: boolean;
  /** Whether `ask` can be called. */
  readonly canAsk: boolean;
  /** Name of the key or person that this is shown to. */
  readonly caller: string;
  /** Provider of the language model that `ask` may use; null without one. */
  readonly model: string | null;
  readonly clients: readonly ShownClient[];
}

/** Whether an OpenObserve answers. */
export type Reached = 'reachable' | 'unreachable' | 'not configured';

/** One OpenObserve behind the server. */
export interface ShownInstance {
  /** Null where there is one alone. */
  readonly name: string | null;
  readonly label: string | null;
  readonly state: Reached;
  readonly address: string | null;
  readonly version: string | null;
  readonly edition: string | null;
  readonly isReadOnly: boolean;
  readonly organization: {
    /** Null where none is chosen. */
    readonly name: string | null;
    /** What to do where none is. */
    readonly remedy: string | null;
  };
}

/** How one client is connected. */
export interface ShownClient {
  readonly name: string;
  readonly title: string;
  /** The file that the snippet belongs into. */
  readonly file: string;
  readonly snippet: string;
  /** What else to do, in whole sentences. */
  readonly notes: readonly string[];
}

/** An argument of a tool, as the page shows it. */
export interface ShownArgument {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  readonly choices: readonly string[];
}

/** A tool, as the page shows it. */
export interface ShownTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly details: string;
  /** Title of the toolset. */
  readonly toolset: string;
  readonly access: 'read' | 'write' | 'destructive';
  readonly edition: 'all' | 'partial' | 'enterprise';
  readonly since: string;
  /** In the profile that is listed; else it is called through read_tool and write_tool. */
  readonly isListed: boolean;
  readonly proof: { readonly level: string; readonly exchanges: number; readonly reason: string };
  readonly arguments: readonly ShownArgument[];
}

/** A call that is over. Never holds a value of an argument. */
export interface ShownCall {
  readonly startMs: number;
  readonly durationMs: number;
  readonly tool: string;
  readonly operations: readonly string[];
  readonly argumentNames: readonly string[];
  readonly end: 'ok' | 'error' | 'asked' | 'refused';
  readonly error: string | null;
  readonly caller: string;
}
