import { VIEW_META, type ViewData, type ViewPlan } from '../../view-data.ts';
import type { ToolAnswer } from './host.ts';
import { type Table, tableIn } from './table-data.ts';

type Members = Readonly<Record<string, unknown>>;

/** A result as it is drawn. */
export interface DrawnResult {
  readonly isError: boolean;
  /** What it says in words; empty where it says nothing but data. */
  readonly words: string;
  /** Start and end in milliseconds since the epoch. */
  readonly range: readonly [startMs: number, endMs: number] | null;
  /** The time that it is compared with. */
  readonly baseline: readonly [startMs: number, endMs: number] | null;
  readonly link: string | null;
  readonly table: Table | null;
  /** What OpenObserve returned, beside rows. */
  readonly data: Members;
  /** Why this is not all. */
  readonly cut: string | null;
  readonly notes: readonly string[];
  /** The arguments that bring the rest, to be merged into those of the call. */
  readonly more: Members | null;
  readonly plan: ViewPlan | null;
  /** The whole of it. */
  readonly body: Members;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (value: unknown) => (typeof value === 'string' ? value : null);

function bodyOf({ content, structuredContent }: ToolAnswer): Members | null {
  if (isMembers(structuredContent)) return structuredContent;
  try {
    const parsed: unknown = JSON.parse(content[0]?.text ?? '');
    return isMembers(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function rangeIn(told: unknown): DrawnResult['range'] {
  const { start, end } = isMembers(told) ? told : {};
  const range = [Date.parse(String(start)), Date.parse(String(end))] as const;
  return range.some(Number.isNaN) ? null : range;
}

/** Whether a link leads to the web, so that it may be opened. */
export const isWebAddress = (link: string) => /^https?:\/\//.test(link);

/** Reads a result: the whole rows beside the text where the server sent them, else those of the text. */
export function drawnResultOf(answer: ToolAnswer): DrawnResult {
  const body = bodyOf(answer) ?? {};
  const view = answer._meta?.[VIEW_META] as ViewData | undefined;
  const { object, ...found } = isMembers(body.untrusted_data) ? body.untrusted_data : {};
  // `ask` puts what surrounds the rows beside them.
  const {
    shown: _,
    total: __,
    range = body.range,
    notes = body.notes,
    cut: reason = body.cut,
    next: onward = body.next,
    ...own
  } = found;
  const data = isMembers(object) ? object : own;
  const link = textIn(body.link);
  const next = isMembers(onward) ? onward : {};
  const rows = view?.kind === 'rows' && view.rows.length > 0 ? view : null;
  const cut = [
    rows === null ? textIn(reason) : null,
    rows !== null && rows.left > 0 ? `${rows.left} more rows are not drawn.` : null,
  ].filter((text) => text !== null);
  return {
    isError: answer.isError === true,
    words: textIn(body.answer) ?? (bodyOf(answer) === null ? (answer.content[0]?.text ?? '') : ''),
    range: rangeIn(range),
    baseline: rangeIn(body.baseline),
    link: link !== null && isWebAddress(link) ? link : null,
    table: rows ?? tableIn(data),
    data,
    cut: cut.length === 0 ? null : cut.join(' '),
    notes: Array.isArray(notes) ? notes.map(String) : [],
    more: rows === null && isMembers(next.same_call_with) ? next.same_call_with : null,
    plan: view?.kind === 'plan' ? view : null,
    body,
  };
}
