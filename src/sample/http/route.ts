/** One request as a handler sees it: path values decoded, body read on demand. */
export interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The e-mail of who calls. */
  readonly caller: string;
  readonly contentType: string;
  /** The JSON body, whole numbers exact. @throws {Refusal} when it is none */
  readonly body: () => Promise<unknown>;
  readonly text: () => Promise<string>;
}

/** One row of the table: what the handler returns is the 200 answer, JSON or text; it throws a {@link Refusal} for the others. */
export type Route = readonly [method: string, path: string, handle: (call: Call) => unknown];
