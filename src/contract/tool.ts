/** A JSON Schema object (2020-12), as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Who may be harmed by a call: nobody, or what it writes, or what it takes away. */
export type Access = 'read' | 'write' | 'destructive';

/** Where OpenObserve has the operation: everywhere, partly in the open edition, or only in the enterprise edition. */
export type Edition = 'all' | 'partial' | 'enterprise';

/** Method of an HTTP request. */
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
  /** The argument with which alone a range that is required is; left out where it always is. */
  readonly with?: string;
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

/**
 * A write that replaces the whole object, so that the current one is read first and what the call does not name is kept.
 * `read` is the operationId that answers with it; `rows` and `match` find it where only a list is to be had.
 */
export interface Update {
  readonly read: string;
  /** False where the write adds to the object or takes from it, and only its version is needed. */
  readonly replaces: boolean;
  /** Where the object is in the answer, as keys joined by dots, `{field}` filled from the answer; null for the answer itself. */
  readonly object: string | null;
  /** Where the list is in the answer, as in `object`, `*` for every item of a list on the way; null when the answer is the object. */
  readonly rows: string | null;
  /** What the read is asked beside the arguments that the write has too, such as a range that covers everything. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Field of a row of that list and the argument that must equal it. */
  readonly match: Readonly<Record<string, string>>;
  /** The argument that the whole object becomes; null when its fields are arguments of their own. */
  readonly into: string | null;
  /** The argument that carries the version, and the field of the read answer that holds it. */
  readonly version: { readonly argument: string; readonly field: string } | null;
  /** Statuses that mean: somebody else changed it meanwhile. */
  readonly conflict: readonly number[];
  /** Fields of the object that OpenObserve sets itself: a call may repeat them, but not change them. */
  readonly omit: readonly string[];
  /** Field of the object and the argument that it becomes, where the names differ. */
  readonly rename: Readonly<Record<string, string>>;
  /** Arguments outside of the body that change something by themselves. */
  readonly also: readonly string[];
  /** Where the object is kept, looked up for a call that does not say it; null where that is no argument. */
  readonly locate: Locate | null;
}

/** `read` lists objects with the place of each in `field`; `asks` fills its arguments from fields of the object. */
export interface Locate {
  readonly argument: string;
  readonly read: string;
  readonly asks: Readonly<Record<string, string>>;
  /** Where the list is in the answer. */
  readonly rows: string;
  /** Field of a row and the argument that must equal it. */
  readonly match: Readonly<Record<string, string>>;
  readonly field: string;
}

/** A list of names that exist: the operationId that gives it, where its rows are, and the field of a row to compare. */
export interface NameCheck {
  readonly argument: string;
  readonly list: string;
  readonly rows: string;
  readonly field: string;
}

/** What is looked up before a write, because OpenObserve would do harm without a word. */
export interface Checks {
  /** The name must be there already. */
  readonly exists: readonly NameCheck[];
  /** The name must not be there yet. */
  readonly unique: readonly NameCheck[];
}

/** What a list says of the names that other tools take, so that a wrong one is answered with the nearest right ones. */
export interface NameList {
  /** Field of a row that the arguments hold; empty where the row is the name itself. */
  readonly id: string;
  /** Field of a row that people call it by. */
  readonly label: string;
  /** Arguments that hold such a name, and where in them: empty for the argument itself, as keys joined by dots. */
  readonly arguments: Readonly<Record<string, string>>;
  /** True where arguments of these names mean it in the list's own toolset only. */
  readonly own: boolean;
  /** Field of a row and the argument that must agree with it, such as the type of a stream; null when the name is enough. */
  readonly kind: { readonly field: string; readonly argument: string } | null;
}

/**
 * Why a person should look first although the tool is not there to destroy: it notifies people, stops data, writes over
 * what is there, grants permissions, or reaches an address outside. What an update takes away needs no word here: it is found
 * by comparing.
 */
export interface Confirm {
  readonly why: string;
  /** The argument that decides; null when every call is worth a look, or with `when` each of them decides. */
  readonly argument: string | null;
  /**
   * `off`: only when the argument is not true, and it is on now. `less`: only when it is below the current value; 0 is no
   * limit. `replaces`: only when there is a current value, and another.
   */
  readonly when: 'off' | 'less' | 'replaces' | null;
  /** The argument that, when true, keeps what is there; null where there is none. */
  readonly unless: string | null;
  /** Arguments of an update, one of which must change, or something in it; empty where any change counts. */
  readonly among: readonly string[];
  /**
   * Where arguments name what OpenObserve will send to or fetch from, or which permissions somebody gets, as keys joined by
   * dots; a call that adds none passes.
   */
  readonly adds: readonly string[];
  /** The read that tells the current value, and where it is in the answer. */
  readonly current: {
    readonly read: string;
    readonly field: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  } | null;
}

/** One line of a preview: what is read for it, and what it says. */
export interface PreviewLine {
  /** operationId of the read. */
  readonly read: string;
  /** Arguments of the read: `{name}`, `{name:default}` and `{name|trim}` stand for arguments of the call. What its address needs is passed on. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Where the objects are in the answer, as in `Update`; null for the rows of the read, or its answer. */
  readonly rows: string | null;
  /** Field of an object and the argument that it must equal, or that must hold it, `*` for every item of a list on the way. */
  readonly match: Readonly<Record<string, string>>;
  /** Said of each object, with `{field}` filled in, `{field|MB}` as a size. */
  readonly says: string;
  /** What is counted, such as "alerts on it"; null where each object is told by itself. */
  readonly counts: string | null;
  /** Fields that tell whether it is still the same, where what is said of it changes by itself. Empty: what is said. */
  readonly state: readonly string[];
}

/** What the body of an operation is. `kind: 'content'` is a body that is no object: it is the argument `content`. */
export interface BodyUse {
  readonly kind: 'object' | 'content';
  readonly contentType: 'application/json' | 'text/plain' | 'multipart/form-data';
  readonly required: boolean;
  /** The object inside the body whose fields are arguments of their own (`query` for SearchSQL). */
  readonly lift: string | null;
}

/** An argument of our own that says in short what another says in full: it is written out before the call. */
export interface ShortForm {
  readonly as: 'panels' | 'panel' | 'condition' | 'nodes' | 'schedule';
  /** The argument that it becomes; its own name where it stands in the place of the full form. */
  readonly makes: string;
  /** Whether one of the two must be given. */
  readonly needed: boolean;
  /** Arguments, one of which makes both superfluous. */
  readonly unless: readonly string[];
}

/** How an object that OpenObserve gave out goes into the call that creates one. */
export interface Exported {
  /** The name that the object is wrapped in where it is wrapped, such as `alert`. */
  readonly kind: string;
  /** Where the object is in the answer of the operation that reads it, as in `Update`; null for the answer itself. */
  readonly object: string | null;
  /** Fields that OpenObserve sets itself: they are left out. */
  readonly omit: readonly string[];
}

/** Unit of a number in an answer: a length of time, or a size in MiB. */
export type AnswerUnit = 'ns' | 'us' | 'ms' | 's' | 'min' | 'MiB';

/** What the fields of an answer mean, so that every tool shows them alike. Fields are keys joined by dots. */
export interface AnswerFields {
  /** Field of a row and the name of its column. */
  readonly rename: Readonly<Record<string, string>>;
  /** By the last key of a field. */
  readonly units: Readonly<Record<string, AnswerUnit>>;
  /** The units hold only where this argument has this value; null where they always do. */
  readonly unitsWhen: { readonly argument: string; readonly is: string } | null;
  /** Fields whose 0 means that OpenObserve does not know, or never. */
  readonly zeroIsUnknown: readonly string[];
  /** Field of a row that is a list: each of its items becomes a row of its own. */
  readonly unnest: string | null;
  /** Columns of rows that are lists themselves. */
  readonly columns: readonly string[];
}

/** Where something is found by another operation. Arguments: `{name}` stands for an argument of the call. */
export interface Lookup {
  /** operationId. */
  readonly operation: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Where its rows are in the answer, as in `Update`; null for the answer itself. */
  readonly rows: string | null;
  /** Field of a row and the argument that it must equal. */
  readonly match: Readonly<Record<string, string>>;
}

/** An order that a release does not know: all rows up to `most` are read and put into it here. */
export interface OwnOrder {
  /** The field that rows come by, newest or largest first, without an order. */
  readonly usual: string;
  /** The arguments that say the field and the direction, the offset and the size. */
  readonly by: string;
  readonly order: string;
  readonly offset: string;
  readonly size: string;
  readonly most: number;
}

/** How the releases from `from` on (null: from the first) and before `before` (null: to the last) differ. */
export interface ReleaseDifference {
  readonly from: string | null;
  readonly before: string | null;
  /** The method of the operation there; null where it is that of the contract. */
  readonly method: HttpMethod | null;
  /** Arguments that it ignores or misunderstands, each with a sentence on what to do instead, or nothing. */
  readonly lacks: Readonly<Record<string, string>>;
  /** Fields of the body that it wants, and their values where the call has none. */
  readonly fills: Readonly<Record<string, unknown>>;
  /** What answers instead, where there is no such address: the row that matches is the answer. */
  readonly picks: Lookup | null;
  /** What its answer leaves out: `takes` has the name in the answer and the field of the row that is found. */
  readonly completes: (Lookup & { readonly takes: Readonly<Record<string, string>> }) | null;
  readonly sorts: OwnOrder | null;
}

/** Where a document has an operation and nobody knows since when. */
export const UNKNOWN_SINCE = 'v0.0.0';

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
  /** What to do on a release that does not have it, as a sentence; empty where there is nothing. */
  readonly instead: string;
  /** The setting of OpenObserve that switches it on where it is off by default; null for most. */
  readonly switch: string | null;
  /** Where the answer holds secrets under ordinary names, as keys joined by dots, `*` for every item of a list. */
  readonly hides: readonly string[];
  /** How other releases differ from the contract. */
  readonly releases: readonly ReleaseDifference[];
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
  /** Null where fields are shown under their own names, and none has a unit. */
  readonly shows: AnswerFields | null;
  /** Page of the OpenObserve UI that shows the object, with `{argument}` placeholders; null when there is none. */
  readonly uiPath: string | null;
  /** Keys of the answer that hold a secret which this very call made: shown once. */
  readonly reveals: readonly string[];
  /** Null for most. */
  readonly confirm: readonly Confirm[];
  /** What the preview of a call tells, line by line. */
  readonly preview: readonly PreviewLine[];
  /** For a list of names that other tools take. */
  readonly names: NameList | null;
  readonly checks: Checks | null;
  /** Arguments of our own, by name. */
  readonly short: Readonly<Record<string, ShortForm>>;
  /** Null where nothing that is read can be created again. */
  readonly exported: Exported | null;
  /** Arguments that are sent when the call names nothing but the organization. */
  readonly unasked: Readonly<Record<string, unknown>>;
  /** True when the answer holds text that other people or programs wrote: logs, traces, names, notes. */
  readonly untrusted: boolean;
  /** The compact input schema that tools/list shows. `org_id` is in it; the view takes it out when one organization is set. */
  readonly inputSchema: JsonSchema;
}

/** Arguments of a call by name, as the caller gave them or as the API takes them. */
export type Arguments = Record<string, unknown>;
