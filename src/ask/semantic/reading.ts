import type { Span, SpanKind } from './spans.ts';

/** A request as the slots read it: its text, and which stretches of it were used already. */
export class Reading {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly #used: Array<readonly [start: number, end: number]> = [];

  constructor(text: string, spans: readonly Span[]) {
    this.text = text;
    this.spans = spans;
  }

  #isFree(start: number, end: number): boolean {
    return this.#used.every(([from, to]) => end <= from || start >= to);
  }

  #use(start: number, end: number): void {
    this.#used.push([start, end]);
  }

  /** The first unused span of one of these kinds, which is then used; `near` prefers one whose left side matches. */
  span(kinds: readonly SpanKind[], near?: RegExp): string | undefined {
    const free = this.spans.filter(
      ({ kind, start, end }) => kinds.includes(kind) && this.#isFree(start, end),
    );
    const found =
      (near && free.find(({ start }) => near.test(this.text.slice(0, start)))) ??
      (near ? undefined : free[0]);
    if (found) this.#use(found.start, found.end);
    return found?.text;
  }

  /** Every unused span of these kinds. */
  all(kinds: readonly SpanKind[]): string[] {
    const found = this.spans.filter(
      ({ kind, start, end }) => kinds.includes(kind) && this.#isFree(start, end),
    );
    for (const { start, end } of found) this.#use(start, end);
    return found.map(({ text }) => text);
  }

  /** The first group of the first form that matches an unused stretch. */
  match(...forms: readonly RegExp[]): string | undefined {
    for (const form of forms) {
      for (const found of this.text.matchAll(
        new RegExp(form.source, [...new Set(`${form.flags}dg`)].join('')),
      )) {
        const index = found.indices?.findIndex((range, group) => group > 0 && range !== undefined) ?? -1;
        const range = found.indices?.[index];
        const value = found[index];
        if (!range || !value || !this.#isFree(range[0], range[1])) continue;
        this.#use(range[0], range[1]);
        return value.trim();
      }
    }
    return undefined;
  }
}
