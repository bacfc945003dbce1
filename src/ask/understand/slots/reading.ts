import type { Mention } from '../text/concepts.ts';
import type { ParsedRequest } from '../text/parsed-request.ts';
import { isKnownName, isListedPlain, isPlainWord } from '../text/plain-words.ts';
import type { SpanKind } from '../text/spans.ts';
import type { Token } from '../text/words.ts';
import type { TimeSlots } from './times.ts';

/** What may be a name by its form: a span, words with capitals, or a word with digits in it. */
export interface Unit {
  readonly kind: 'quoted' | 'identifier' | 'id' | 'number' | 'capitals' | 'known' | 'code';
  /** As it stands in the request, without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Its tokens: from `first` to before `next`. */
  readonly first: number;
  readonly next: number;
}

const SPAN_UNITS: ReadonlySet<SpanKind> = new Set(['quoted', 'identifier', 'id', 'number']);
const CAPITAL = /^\p{Lu}/u;
/** A word that names a version or a size of something: `v2`, `p99`, `5xx`, `38Zk2aPq`. */
const CODE = /^(?=.*\d)(?=.*\p{L})[\p{L}\p{N}]+$/u;
const NO_CODE =
  /^(?:i\.e|e\.g|a\.k\.a|v\d|p\d+|o2|\d+(?:st|nd|rd|th|am|pm|ms|s|m|h|d|w|min|k|x|gb|mb|tb|kb|xx)|h[1-6]|k8s|s3|i18n|utf8|ec2)$/i;
/** No count of anything: `7301442286`. */
const LONG_NUMBER = /^\d{7,}$/;
/** What programs would say: `name=ssl_status`. */
const NAME_PAIR = /^(?:name|title|id|folder|\w+_id)\s*=\s*["'`]?([^"'`]+)/i;
/** The number before it is a day. */
const MONTH_AFTER = /^ (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,})?\b/i;
/** Words between capitals that belong to the name: `Requests per Host`, and between dashes `Order-to-Cash`. */
const WITHIN = /^(?:per|vs|by)$/;
const WITHIN_DASHES = /^(?:to|and|of|in|on|the|for)$/;
const JOINED = /^(?:\s|\s?[&/]\s?|-|\.|\s-\s)$/;

/** Words joined by dashes: `bf-118`, `cert-expiry-30d`, `noc-mail`. */
const DASHED = /(?<![\w@./:-])(?=[\d-]*\p{L})[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+(?![\w@])/gu;

/** A request as the slots read it: its tokens with places, what may be a name, and what was used already. */
export class Reading {
  /** The request as it was typed, tidied. */
  readonly text: string;
  /** With its line breaks. */
  readonly request: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly units: readonly Unit[];
  readonly #readTimes: () => TimeSlots;
  #times: TimeSlots | null = null;
  readonly #used: Array<readonly [start: number, end: number]> = [];

  constructor({ request, text, tokens, mentions }: ParsedRequest, readTimes: () => TimeSlots) {
    this.#readTimes = readTimes;
    this.text = text;
    this.request = request;
    this.tokens = tokens;
    this.mentions = mentions;
    this.units = this.#findUnits();
  }

  /** The times that the request states. */
  times(): TimeSlots {
    this.#times ??= this.#readTimes();
    return this.#times;
  }

  /** What stands at these places, as it was typed. */
  said(start: number, end: number): string {
    return this.text.slice(start, end).replace(/^["'`“«]+|["'`”»]+$/g, '');
  }

  rawOf({ start, end }: Token): string {
    return this.text.slice(start, end);
  }

  gap(index: number): string {
    const left = this.tokens[index - 1];
    const right = this.tokens[index];
    return left && right ? this.text.slice(left.end, right.start) : '';
  }

  isFree(start: number, end: number): boolean {
    return this.#used.every(([from, to]) => end <= from || start >= to);
  }

  use(start: number, end: number): void {
    this.#used.push([start, end]);
  }

  take(unit: Unit | undefined): string | undefined {
    if (unit) this.use(unit.start, unit.end);
    return unit?.text;
  }

  freeUnits(kinds: ReadonlyArray<Unit['kind']>): Unit[] {
    return this.units.filter(({ kind, start, end }) => kinds.includes(kind) && this.isFree(start, end));
  }

  /** Every unused span of these kinds, which is then used. */
  spans(kinds: readonly SpanKind[]): string[] {
    const found = this.tokens.flatMap(({ span }) =>
      span && kinds.includes(span.kind) && this.isFree(span.start, span.end) ? [span] : [],
    );
    for (const { start, end } of found) this.use(start, end);
    return found.map(({ text }) => text);
  }

  span(kinds: readonly SpanKind[]): string | undefined {
    const found = this.tokens.find(
      ({ span }) => span && kinds.includes(span.kind) && this.isFree(span.start, span.end),
    )?.span;
    if (found) this.use(found.start, found.end);
    return found?.text;
  }

  /** The first group of the first form that matches an unused stretch; forms have the flag `d`. */
  match(...forms: readonly RegExp[]): string | undefined {
    for (const form of forms) {
      const found = form.exec(this.text);
      const at = found?.indices?.findIndex((range, group) => group > 0 && range !== undefined) ?? -1;
      const range = found?.indices?.[at];
      if (!range || range[0] === range[1] || !this.isFree(...range)) continue;
      this.use(...range);
      return this.said(...range).trim();
    }
    return undefined;
  }

  /** The text without what was used. */
  unused(): string {
    const letters = this.text.split('');
    for (const [start, end] of this.#used) letters.fill(' ', start, end);
    return letters.join('');
  }

  /** Whether corrected words, joined by spaces, match. */
  says(form: RegExp): boolean {
    return form.test(this.text) || form.test(this.corrected());
  }

  #corrected: string | undefined;

  /** The words with misspelt ones corrected to their stems, joined by spaces. */
  corrected(): string {
    this.#corrected ??= this.tokens.map(({ span, text }) => span?.text ?? text).join(' ');
    return this.#corrected;
  }

  /** The index of the first token that starts at `place` or later. */
  tokenFrom(place: number): number {
    const index = this.tokens.findIndex(({ start }) => start >= place);
    return index < 0 ? this.tokens.length : index;
  }

  mentionsAt(index: number): Mention[] {
    return this.mentions.filter(({ start, end }) => start <= index && index < end);
  }

  #capitalAt(index: number): boolean {
    const token = this.tokens[index];
    if (!token || token.span) return false;
    return CAPITAL.test(this.rawOf(token)) && !/^I(?:'\w+)?$/.test(this.rawOf(token));
  }

  #continues(index: number): boolean {
    const token = this.tokens[index];
    if (!token || !JOINED.test(this.gap(index)) || this.text[token.end] === '_') return false;
    if (token.span?.kind === 'time') return /^\p{Lu}\p{Ll}+$/u.test(token.span.text);
    if (token.span) return token.span.kind === 'number' || /^[a-z]+\d+$/.test(token.span.text);
    return this.#capitalAt(index) || /^(?:v?\d+|\d+\w{1,3})$/.test(this.rawOf(token));
  }

  /** Words with capitals from `first` on, as far as they go. */
  #capitals(first: number): number {
    let next = first + 1;
    for (; next < this.tokens.length; next += 1) {
      if (this.#continues(next)) continue;
      const raw = this.rawOf(this.tokens[next] as Token);
      const gap = this.gap(next);
      const isInside =
        (gap === ' ' ? WITHIN : WITHIN_DASHES).test(raw) &&
        (gap === ' ' || gap === '-') &&
        this.gap(next + 1) === gap &&
        this.#capitalAt(next + 1);
      if (!isInside) break;
    }
    return Math.max(next, this.#dashedEnd(next));
  }

  /** A word in capitals goes on after dashes: `TLS-expiry`; `SLO-like` is none. */
  #dashedEnd(next: number): number {
    const last = this.tokens[next - 1] as Token;
    if (!last.isName && !/^\p{Lu}{2,}|\p{Ll}\p{Lu}/u.test(this.rawOf(last))) return next;
    const tail = /^(?:-[\p{Ll}\d]+)+(?![\w@])/u.exec(this.text.slice(last.end))?.[0];
    if (tail === undefined || /-(?:like|ish|based|style|only|wide|specific|related|level)$/.test(tail))
      return next;
    return this.tokenFrom(last.end + tail.length);
  }

  /** The token after those that make up the dashed word from `index` to the place `end`. */
  #joined(index: number, end: number | undefined): number {
    if (end === undefined) return index;
    const last = this.tokens.findIndex((token) => token.end === end);
    return last + 1;
  }

  #findUnits(): Unit[] {
    const units: Unit[] = [];
    const add = (kind: Unit['kind'], first: number, next: number, text?: string) => {
      const { start } = this.tokens[first] as Token;
      const { end } = this.tokens[next - 1] as Token;
      units.push({ kind, first, next, start, end, text: text ?? this.text.slice(start, end) });
    };
    const dashed = new Map(
      [...this.text.matchAll(DASHED)].map((found) => [found.index, found.index + found[0].length]),
    );
    for (let index = 0; index < this.tokens.length; ) {
      const token = this.tokens[index] as Token;
      const raw = this.rawOf(token);
      const joined = this.#joined(index, dashed.get(token.start));
      const whole = this.text.slice(token.start, dashed.get(token.start));
      if (joined > index + 1 && (!CAPITAL.test(raw) || whole.includes('_'))) {
        const isSure = whole.includes('_') || this.tokens.slice(index, joined).some(({ span }) => span);
        add(isSure ? 'identifier' : 'known', index, joined);
        index = joined;
      } else if (token.span) {
        const { kind, text } = token.span;
        const next =
          /^[a-z]+\p{Lu}\p{L}*$/u.test(text) && this.#continues(index + 1)
            ? this.#capitals(index)
            : index + 1;
        const named = NAME_PAIR.exec(text)?.[1];
        if (named !== undefined) add('quoted', index, index + 1, named);
        else if (next > index + 1) add('capitals', index, next);
        else if (
          SPAN_UNITS.has(kind) &&
          !(kind === 'identifier' && NO_CODE.test(text)) &&
          !(kind === 'number' && MONTH_AFTER.test(this.text.slice(token.end)))
        )
          add(
            kind === 'number' && LONG_NUMBER.test(text) ? 'id' : (kind as Unit['kind']),
            index,
            index + 1,
            text,
          );
        index = next;
      } else if (this.#capitalAt(index)) {
        const next = this.#capitals(index);
        let first = index;
        while (first < next && this.#isOrdinary(first, next)) first += 1;
        if (first < next) {
          const text = this.text.slice(this.tokens[first]?.start, this.tokens[next - 1]?.end);
          const isKnown = next - first === 1 && isKnownName(text.toLowerCase());
          add(isKnown ? 'known' : /^\p{Lu}+[-_]?\d+$/u.test(text) ? 'code' : 'capitals', first, next);
        }
        if (first === next && this.tokens[next - 1]?.span?.kind === 'number')
          add(LONG_NUMBER.test(this.rawOf(this.tokens[next - 1] as Token)) ? 'id' : 'number', next - 1, next);
        index = next;
      } else {
        let next = index + 1;
        while (
          CODE.test(raw) &&
          this.gap(next) === '-' &&
          /^\w+$/.test(this.rawOf(this.tokens[next] as Token))
        )
          next += 1;
        if (CODE.test(raw) && (next > index + 1 || !NO_CODE.test(raw))) add('code', index, next);
        index = next;
      }
    }
    return units;
  }

  /** A capital that says nothing: the first word of a sentence, a noun of ours before a name, a weekday. */
  #isOrdinary(index: number, next: number): boolean {
    const token = this.tokens[index] as Token;
    const raw = this.rawOf(token);
    if (token.span) return next - index === 1 && /^(?:number|time)$/.test(token.span.kind);
    const isAlone = next - index === 1;
    const isPlainly = /^\p{Lu}+$/u.test(raw) || token.isName || !isAlone ? isListedPlain : isPlainWord;
    const isPlain = isPlainly(token.text) || isPlainly(raw.toLowerCase());
    if (token.isName && !isAlone && !/'(?:re|m|ve|ll|d)$/.test(raw)) return false;
    if (isPlain || /'(?:re|m|ve|ll|d)$/.test(raw)) return true;
    if (token.isName) return false;
    if (/^\p{Lu}{2,}/u.test(raw)) return false;
    const isStart = index === 0 || /[.!?;\n]\W*$/.test(this.text.slice(0, token.start));
    return isStart && (isAlone || this.mentionsAt(index).length > 0);
  }
}
