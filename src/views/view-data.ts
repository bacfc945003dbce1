/** What the server tells a view beside the text that a model reads. Plain JSON: whole numbers beyond 2^53 are text. */

/** The member of `_meta` of a result that holds it. Hosts do not show `_meta` to a model. */
export const VIEW_META = 'io.github.openobserve-mcp/view';

/** A cell of a table. */
export type ViewCell = string | number | boolean | null;

/** All rows of an answer, before they were thinned and cut for a model. */
export interface ViewRows {
  readonly kind: 'rows';
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly ViewCell[]>;
  /** Rows that are left out here, too. */
  readonly left: number;
}

/** A call that has not been made: calling `tool` again with `confirm` makes it. */
export interface ViewPlan {
  readonly kind: 'plan';
  readonly tool: string;
  readonly title: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly confirm: string;
}

/** What a view draws. */
export type ViewData = ViewRows | ViewPlan;
