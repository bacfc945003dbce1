/** A result of a tool call, as MCP carries it. */
export interface ToolAnswer {
  readonly isError?: boolean;
  readonly content: ReadonlyArray<{ readonly type?: string; readonly text?: string }>;
  readonly structuredContent?: unknown;
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** Arguments of a call that a view makes. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** What a drawing can ask of that in which it stands: an MCP host, or our own page. */
export interface Host {
  /** Null where no tool can be called from here. @throws {Error} with a message for people */
  readonly call: ((tool: string, args: ToolArguments) => Promise<ToolAnswer>) | null;
  /** Null where no address can be opened from here. */
  readonly open: ((address: string) => void) | null;
  /** Tells the model what the person did. */
  tell(words: string): void;
  /** IANA name; undefined for that of the browser. */
  readonly timeZone: string | undefined;
}
