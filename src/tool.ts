/** A JSON Schema object (2020-12), as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Who may be harmed by a call: nobody, or what it writes, or what it takes away. */
export type Access = 'read' | 'write' | 'destructive';

/** Where OpenObserve has the operation: everywhere, partly in the open edition, or only in the enterprise edition. */
export type Edition = 'all' | 'partial' | 'enterprise';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Where one argument goes in the request.
 * `body` gives the path of keys inside the JSON body; `content` is the whole body.
 */
export type Place =
  | { readonly in: 'path'; readonly name: string }
  | { readonly in: 'query'; readonly name: string }
  | { readonly in: 'body'; readonly path: readonly string[] }
  | { readonly in: 'content' };

/** Unit in which the operation wants a time. `prometheus` is seconds since the epoch, with fractions. */
export type TimeUnit = 'us' | 'ms' | 's' | 'ns' | 'prometheus';

/** What a time argument means: an edge of the range, one moment, or a length of time. */
export type TimeRole = 'start' | 'end' | 'at' | 'duration';

/** The time arguments of an operation. `range: 'required'` means that OpenObserve refuses or misreads a call without one. */
export interface TimeUse {
  readonly range: 'required' | 'optional' | 'none';
  readonly arguments: Readonly<Record<string, { readonly role: TimeRole; readonly unit: TimeUnit }>>;
}

/** How an operation pages: the arguments that carry the offset (rows or pages) and the size. */
export interface Page {
  readonly style: 'offset' | 'page-index';
  readonly offset: string;
  readonly size: string;
  /** Rows that OpenObserve returns when no size is given; null when it returns all. */
  readonly defaultSize: number | null;
}

/** A PUT that replaces the whole object: where to read the current one, and the field that carries its version. */
export interface Update {
  readonly read: string;
  readonly version: string | null;
}

/** What the body of an operation is. `kind: 'content'` is a body that is no object: it is the argument `content`. */
export interface BodyUse {
  readonly kind: 'object' | 'content';
  readonly contentType: 'application/json' | 'text/plain' | 'multipart/form-data';
  readonly required: boolean;
  /** The object inside the body whose fields are arguments of their own (`query` for SearchSQL). */
  readonly lift: string | null;
}

/** One operation of the contract as a tool: everything that listing, routing and calling need. */
export interface ToolRow {
  readonly name: string;
  readonly operationId: string;
  readonly title: string;
  /** The first paragraph of the operation's description: what tools/list shows. */
  readonly description: string;
  /** The paragraphs after the first: what describe_tool adds. Empty when there are none. */
  readonly details: string;
  readonly toolset: string;
  readonly access: Access;
  readonly idempotent: boolean;
  readonly edition: Edition;
  /** First OpenObserve release that has the operation, for example `v0.10.9`. */
  readonly since: string;
  /** In the core profile. */
  readonly core: boolean;
  readonly aliases: readonly string[];
  readonly method: HttpMethod;
  /** Path template, for example `/api/{org_id}/_search`. */
  readonly path: string;
  /** Every argument and where it goes; one argument may fill several places. */
  readonly places: Readonly<Record<string, readonly Place[]>>;
  readonly body: BodyUse | null;
  readonly time: TimeUse | null;
  readonly update: Update | null;
  readonly page: Page | null;
  /** Where the rows are in the answer, as keys joined by dots; empty for a bare array, null when the answer is no list. */
  readonly rows: string | null;
  /** Fields of each row that a short answer keeps, as keys joined by dots. Empty: all. */
  readonly summaryFields: readonly string[];
  /** Page of the OpenObserve UI that shows the object, with `{argument}` placeholders; null when there is none. */
  readonly uiPath: string | null;
  /** True when the answer holds text that other people or programs wrote: logs, traces, names, notes. */
  readonly untrusted: boolean;
  /** The compact input schema that tools/list shows. `org_id` is in it; the view takes it out when one organisation is set. */
  readonly inputSchema: JsonSchema;
}
