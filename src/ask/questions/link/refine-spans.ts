import { stemOf } from '../../language/word-forms.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { areSynonyms } from './concepts.ts';
import { namesWhatHappened, tellsWhatHappened } from './fields.ts';
import type { Link } from './link.ts';
import { isCode } from './link-forms.ts';
import type { Span } from './spans.ts';
import type { StreamView } from './stream-view.ts';
import { stateOf, stateOfValue } from './states.ts';
import { valueParts } from './value-parts.ts';

/** From here on words are the name of something, and not just a part of one. */
const SURE = 0.9;

/** How sure a value is that two words name with all of its parts. */
const WHOLE = 0.96;

type ValueLink = Extract<Link, { kind: 'value' }>;

const bestOf = ({ links: [best] }: Span): Link | null => best ?? null;

const stemsOf = (value: string) => new Set(valueParts(value).map(stemOf));

const isPartOf = ({ words }: Span, stems: ReadonlySet<string>) =>
  words.every(({ forms, folded }) => [forms[0] ?? '', folded].some((form) => stems.has(stemOf(form))));

const stemsIn = ({ words }: Span) =>
  new Set(words.flatMap(({ forms, folded }) => [forms[0] ?? '', folded]).map(stemOf));

/** Values of a field that other words say more of: of "subscriptions that were cancelled" the one that holds both. */
function narrowValues(spans: readonly Span[]): Span[] {
  const refined = [...spans];
  spans.forEach((span, at) => {
    const best = bestOf(span);
    if (best?.kind !== 'value' || best.values.length < 2) return;
    const known = best.values.map((value) => ({ value, stems: stemsOf(value) }));
    const others = spans.flatMap((other, index) => {
      const meant = bestOf(other);
      const isOwn = index === at || (meant !== null && meant.kind !== 'state' && meant.score >= SURE);
      const values = isOwn ? [] : known.filter(({ stems }) => isPartOf(other, stems));
      return values.length > 0 && values.length < known.length ? [{ index, values }] : [];
    });
    if (others.length === 0) return;
    const values = known.filter((each) => others.some((other) => other.values.includes(each)));
    if (values.length === known.length) return;
    const link: ValueLink = { ...best, values: values.map(({ value }) => value), score: SURE };
    for (const index of [at, ...others.map((other) => other.index)]) {
      const each = refined[index] as Span;
      refined[index] = { ...each, links: [link, ...each.links] };
    }
  });
  return refined;
}

const numbersIn = (value: string) => new Set((value.match(/\d+/g) ?? []).map(Number));

/** "gate 4" of hosts that are called `gate-north-04` and alike: the ones with that number. */
function narrowByNumber(spans: readonly Span[]): Span[] {
  const refined = [...spans];
  spans.forEach((span, at) => {
    const [word] = span.words;
    const before = spans[at - 1];
    if (word?.kind !== 'number' || word.unit !== undefined || before?.to !== span.from - 1) return;
    const link = before.links.find(
      (each): each is ValueLink =>
        each.kind === 'value' && each.values.length > 1 && each.field.roles[0] !== 'message',
    );
    const values = link?.values.filter((value) => numbersIn(value).has(word.value ?? Number.NaN)) ?? [];
    if (!link || values.length === 0 || values.length === link.values.length) return;
    const narrowed: ValueLink = { ...link, values, score: SURE };
    for (const index of [at - 1, at]) {
      const each = refined[index] as Span;
      refined[index] = { ...each, links: [narrowed, ...each.links] };
    }
  });
  return refined;
}

/** How sure a value must be for other words to add to it. */
const LIKELY = 0.6;

/** Whether nothing else than a field is surely meant. */
const isOpen = (span: Span): boolean => {
  const best = bestOf(span);
  return best !== null && (best.kind === 'field' || best.score < SURE);
};

/** The same, or a word that names one value in part and so may be of the text about it. */
const isOpenOrText = (span: Span): boolean => {
  const best = bestOf(span);
  return best === null || isOpen(span) || best.kind === 'stream' || best.kind === 'value';
};

const isOfTwo = ({ field, values: [value = ''] }: ValueLink) =>
  tellsWhatHappened(field) && stemsOf(value).size === 2;

/** The values of two words that a word is one of. */
const valuesSaid = ({ links }: Span): ValueLink[] =>
  links.filter(
    (link): link is ValueLink =>
      link.kind === 'value' && link.score >= LIKELY && link.values.length === 1 && isOfTwo(link),
  );

/** The same of whole texts, in which a word is just contained. */
const textsWith = (span: Span, { valuesByStem }: StreamView): ValueLink[] =>
  [...stemsIn(span)]
    .flatMap((stem) => valuesByStem.get(stem) ?? [])
    .filter(({ field, isTranslated }) => field.roles[0] === 'message' && !isTranslated)
    .map(({ field, value }): ValueLink => ({ kind: 'value', field, values: [value], score: SURE }))
    .filter((link) => isOfTwo(link) && isPartOf(span, stemsOf(link.values[0] ?? '')));

const isSameText = (a: ValueLink, b: ValueLink) =>
  valueParts(a.values[0] ?? '').join(' ') === valueParts(b.values[0] ?? '').join(' ');

/** Words of texts that say nothing by themselves. */
const PLAIN_WORDS =
  /^(?:a|an|the|to|of|for|in|on|at|by|with|from|and|is|are|was|were|be|been|has|have|had|did|do|does|could|can|not|no)$/;
const NOT = /^(?:not|no|never)$/;
const LEAST_IN_TEXT = 2;
const MOST_IN_TEXT = 6;

/** Stems of all that a word may mean. */
const formsOf = ({ forms, folded }: Span['words'][number]) => [...forms, folded].map(stemOf);

/** Stems of a text that a word says, also by a synonym where it means nothing else. */
function saidOf(word: Span['words'][number], { links }: Span, content: ReadonlySet<string>): string[] {
  const own = formsOf(word).filter((stem) => content.has(stem));
  return own.length > 0 || links.length > 0
    ? own
    : [...content].filter((stem) => formsOf(word).some((form) => areSynonyms(form, stem)));
}

/** Whether a text says by itself that something is not so. */
export const saysNot = (value: string): boolean => valueParts(value).some((part) => NOT.test(part));

/** "mails that could not be sent" of a text "Mail to customer not sent": all that it says stands in the words, wherever. */
function joinTexts(spans: readonly Span[], { negations }: ParsedQuestion, { fields }: StreamView): Span[] {
  const refined = [...spans];
  const texts = fields.flatMap(({ field }) =>
    field.roles[0] === 'message' && field.valuesComplete
      ? (field.values ?? []).map(({ value }) => ({ field, value, parts: valueParts(value) }))
      : [],
  );
  for (const { field, value, parts } of texts) {
    const content = new Set(parts.filter((part) => !PLAIN_WORDS.test(part)).map(stemOf));
    const isNot = saysNot(value);
    if (content.size < LEAST_IN_TEXT + (isNot ? 0 : 1) || content.size > MOST_IN_TEXT) continue;
    if (isNot !== negations.length > 0) continue;
    const said = spans.flatMap((span, at) =>
      isOpenOrText(span) && span.words.every((word) => saidOf(word, span, content).length > 0) ? [at] : [],
    );
    const stems = new Set(
      said.flatMap((at) => {
        const span = spans[at] as Span;
        return span.words.flatMap((word) => saidOf(word, span, content));
      }),
    );
    if (said.length < LEAST_IN_TEXT || ![...content].every((stem) => stems.has(stem))) continue;
    const link: ValueLink = { kind: 'value', field, values: [value], score: SURE + 0.01 };
    for (const at of said) {
      const each = refined[at] as Span;
      refined[at] = { ...each, links: [link, ...each.links] };
    }
    return refined;
  }
  return refined;
}

/** "who finished the most jobs" of an event `job_completed`: what the one word leaves of a value, the other says. */
function joinValues(spans: readonly Span[], view: StreamView): Span[] {
  const refined = [...spans];
  const open = spans.flatMap((span, at) => (isOpen(span) ? [{ span, at }] : []));
  // An event tells more surely what happened than the text about it.
  const events = open.map((each) => ({ ...each, values: valuesSaid(each.span) }));
  const texts = open.map((each) => ({ ...each, values: textsWith(each.span, view) }));
  for (const { span, at, values } of [...events, ...texts]) {
    if (refined[at] !== span) continue;
    const joined = values.flatMap((link) => {
      const stems = stemsOf(link.values[0] ?? '');
      const others = open.filter(
        (other) => other.at !== at && !isPartOf(span, stemsIn(other.span)) && isPartOf(other.span, stems),
      );
      return others.length === 1 ? others.map((other) => ({ link, at: other.at })) : [];
    });
    const first = joined.find(({ link }) => link.field.roles[0] !== 'message') ?? joined[0];
    if (!first || joined.some(({ link }) => !isSameText(link, first.link))) continue;
    // "how many of the baskets that were created expired": the noun is said of the first.
    for (const index of [at, first.at].filter((each) => refined[each] === spans[each])) {
      const each = refined[index] as Span;
      refined[index] = { ...each, links: [{ ...first.link, score: WHOLE }, ...each.links] };
    }
  }
  return refined;
}

const MOST_STATES = 12;

/** A text that a word is contained in, as the values that hold it. */
function textsOf(link: Link | null, { fields }: StreamView): ValueLink | null {
  if (link?.kind !== 'condition' || link.condition.kind !== 'contains' || link.condition.not) return null;
  const { field: name, text } = link.condition;
  const field = fields.find((known) => known.field.name === name)?.field;
  const values = (field?.values ?? []).flatMap(({ value }) =>
    value.toLowerCase().includes(text.toLowerCase()) ? [value] : [],
  );
  return field?.valuesComplete && values.length > 1
    ? { kind: 'value', field, values, score: link.score }
    : null;
}

/** "payments that were successful" of `payment.paid` beside `payment.failed`: of the values that are named, those that went so. */
function narrowToOutcome(spans: readonly Span[], view: StreamView): Span[] {
  const meant = (span: Span | undefined) => {
    const best = span ? bestOf(span) : null;
    return textsOf(best, view) ?? best;
  };
  const named = spans.findIndex((span) => {
    const best = meant(span);
    return best?.kind === 'value' && best.values.length > 1 && best.values.length <= MOST_STATES;
  });
  const link = meant(spans[named]);
  // What other words have narrowed already is of more than one state: "paid or failed".
  if (link?.kind !== 'value' || spans.filter((span) => bestOf(span) === link).length > 1) return [...spans];
  const at = spans.findIndex(
    ({ words }, index) => index !== named && words.length === 1 && stateOf(words[0]?.forms[0] ?? '') !== null,
  );
  const state = stateOf(spans[at]?.words[0]?.forms[0] ?? '');
  const values = state === null ? [] : link.values.filter((value) => stateOfValue(value) === state);
  if (values.length === 0 || values.length === link.values.length) return [...spans];
  const narrowed: ValueLink = { ...link, values, score: SURE };
  return spans.map((span, index) =>
    index === named || index === at ? { ...span, links: [narrowed, ...span.links] } : span,
  );
}

/** Of a value, what it says besides how it went: of `login_ok` the login. */
const thingsIn = (value: string) => [...stemsOf(value)].filter((stem) => stateOfValue(stem) === null);

/** "failed logins" of an event `login_failed` beside `login`: of what is named, the value that says how it went. */
function toOutcome(spans: readonly Span[]): Span[] {
  const at = spans.findIndex(({ words }) => words.length === 1 && stateOf(words[0]?.forms[0] ?? '') !== null);
  const state = stateOf(spans[at]?.words[0]?.forms[0] ?? '');
  if (state !== 'failure' && state !== 'success') return [...spans];
  const refined = [...spans];
  spans.forEach((span, index) => {
    const best = bestOf(span);
    const [value = ''] = best?.kind === 'value' && best.values.length === 1 ? best.values : [];
    if (best?.kind !== 'value' || value === '' || index === at || best.score < LIKELY) return;
    if (!namesWhatHappened(best.field)) return;
    const things = thingsIn(value);
    const siblings = (best.field.values ?? []).filter(
      ({ value: other }) =>
        other !== value &&
        stateOfValue(other) === state &&
        thingsIn(other).length === things.length &&
        things.every((thing) => thingsIn(other).includes(thing)),
    );
    const [sibling] = siblings;
    if (stateOfValue(value) === state || things.length === 0 || siblings.length !== 1 || !sibling) return;
    const link: ValueLink = { ...best, values: [sibling.value], score: WHOLE };
    for (const each of [index, at])
      refined[each] = { ...(spans[each] as Span), links: [link, ...(spans[each] as Span).links] };
  });
  return refined;
}

const CODE = /^(?:code|id|number|reference|ref)$/;

/** Whether a span is one word that is an ID or a code. */
const isOneCode = (span: Span | undefined): boolean =>
  span?.words.length === 1 &&
  span.words.every(({ kind, text }) => kind === 'id' || (isCode(text) && text.length > 4));

/** Words that only say what comes after them: the kind of a thing before its ID, and what a code in brackets stands for. */
function markKinds(spans: readonly Span[], { words }: ParsedQuestion): Span[] {
  const isNamed = (span: Span | undefined) => span !== undefined && (bestOf(span)?.score ?? 0) >= 0.85;
  return spans.map((span) => {
    const best = bestOf(span);
    const next = spans.find(({ from }) => from === span.to + 1);
    const isKind = best?.kind === 'value' && best.score < SURE && isOneCode(next) && isNamed(next);
    const inBrackets = spans.find(({ from }) => from === span.to + 2);
    const isExplained =
      best === null &&
      words[span.to + 1]?.text === '(' &&
      inBrackets !== undefined &&
      words[inBrackets.to + 1]?.text === ')' &&
      isNamed(inBrackets);
    const before = spans.find(({ to }) => to === span.from - 1);
    // "the SUMMER10 code"
    const isCalledCode =
      span.words.length === 1 &&
      CODE.test(span.words[0]?.forms[0] ?? '') &&
      isOneCode(before) &&
      isNamed(before);
    return isKind || isExplained || isCalledCode ? { ...span, links: [], isOptional: true } : span;
  });
}

/** The same spans, each in the light of the others. */
export const refineSpans = (spans: readonly Span[], parsed: ParsedQuestion, view: StreamView): Span[] =>
  markKinds(
    toOutcome(
      narrowToOutcome(joinValues(joinTexts(narrowByNumber(narrowValues(spans)), parsed, view), view), view),
    ),
    parsed,
  );
