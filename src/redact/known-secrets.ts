import { jsonEscape } from './control-characters.ts';
import { hideSpelled, plainSpelling } from './spelled-secrets.ts';

/** Takes known secrets out of a text, in every form in which they may stand there. */
export type RedactKnown = (text: string) => string;

/** What base64 makes of bytes wherever they stand in others: without the signs that others decide, too. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.slice(
      Math.ceil((before * 8) / 6),
      Math.floor((whole.replace(/={1,2}$/, '').length * 6) / 8 / 3) * 4,
    );
  });
}

const escapes = (text: string, signs: RegExp) => text.replaceAll(signs, jsonEscape);

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
const APOSTROPHES = ["'", '&#39;', '&#x27;', '&apos;'];
/** A text as HTML and XML have it: the apostrophe has several names, and there are numbers for all signs. */
function entities(text: string): string[] {
  const named = text.replaceAll(/[&<>"]/g, (sign) => `&${NAMED[sign]};`);
  return [
    ...APOSTROPHES.map((apostrophe) => named.replaceAll("'", apostrophe)),
    text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  ];
}

/** An apostrophe in texts that stand in apostrophes, as in SQL and in code. */
const QUOTED = ["''", "\\'", "'\\''"];

/** A text, and its bytes as programs write them. */
function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [bytes.toString('base64'), ...base64Cores(bytes)];
  const ofAddresses = base64.map((text) =>
    text
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/, ''),
  );
  return [secret, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64, ...ofAddresses];
}

/** The ways in which programs write a text into others. */
function writingsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const uri = encodeURIComponent(secret.toWellFormed());
  return [
    ...encodingsOf(secret),
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll('/', '\\/'),
    escapes(json, /[&<>]/g),
    escapes(json, /[&<>']/g),
    escapes(json, /[^\0-\x7f]/g),
    json.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${jsonEscape(sign).slice(2).toUpperCase()}`),
    ...entities(secret),
    ...QUOTED.flatMap((quote) => [secret.replaceAll("'", quote), json.replaceAll("'", quote)]),
    uri,
    uri.replaceAll(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams({ '': secret }).toString().slice(1),
    encodeURIComponent(uri),
  ];
}

/** Of more forms than these it is not looked which stand in others. */
const MOST_COMPARED = 500;

/**
 * `all` forms of secrets, the longest first, and the `shortest` of them: where none of these stands in a text, none does.
 * `plain`: those that stand in a text in plain spelling, the longest first.
 */
interface Forms {
  readonly all: readonly string[];
  readonly shortest: readonly string[];
  readonly plain: readonly string[];
}

const MASK = '***';
const longestFirst = (forms: Iterable<string>, shortest: number) =>
  [...new Set(forms)].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);

function formsOf(secrets: readonly string[], shortest: number): Forms {
  const long = secrets.filter((secret) => secret.length >= shortest);
  const all = longestFirst(long.flatMap(writingsOf), shortest);
  const isCompared = all.length <= MOST_COMPARED;
  return {
    all,
    shortest: isCompared
      ? all.filter((form) => !all.some((other) => other !== form && form.includes(other)))
      : all,
    plain: longestFirst(long.flatMap(encodingsOf).map(plainSpelling), shortest),
  };
}

/** `secrets` is read at each call, so that a Set may grow later; those shorter than `shortest` would blot out ordinary words. */
export function createRedactKnown(secrets: Iterable<string>, shortest: number): RedactKnown {
  let known: readonly string[] = [];
  let forms: Forms = { all: [], shortest: [], plain: [] };
  return (text) => {
    const current = [...secrets];
    if (current.length !== known.length || current.some((secret, index) => secret !== known[index])) {
      forms = formsOf(current, shortest);
      known = current;
    }
    const hidden = forms.shortest.some((form) => text.includes(form))
      ? forms.all.reduce((left, form) => left.replaceAll(form, MASK), text)
      : text;
    return hideSpelled(hidden, forms.plain, MASK);
  };
}

/** Of so many secrets the forms are made, and hidden in an answer, at once. */
const AT_ONCE = 40;

/** For many secrets: a redaction for each group of them, to be used one after another. The longest secrets come first. */
export function redactInGroups(secrets: readonly string[], shortest: number): readonly RedactKnown[] {
  const sorted = [...secrets].sort((a, b) => b.length - a.length);
  return Array.from({ length: Math.ceil(sorted.length / AT_ONCE) }, (_, group) =>
    createRedactKnown(sorted.slice(group * AT_ONCE, (group + 1) * AT_ONCE), shortest),
  );
}

/** A secret in all the forms in which it may show up: as given, without its scheme, decoded, encoded, and its password. */
export function secretForms(secret: string): string[] {
  if (secret.includes('://')) {
    const { username, password } = URL.canParse(secret) ? new URL(secret) : { username: '', password: '' };
    return [secret, ...(password === '' ? [] : [password, `${username}:${password}`])];
  }
  const bare = secret.replace(/^(basic|bearer)\s+/i, '');
  const decoded = Buffer.from(bare, 'base64').toString('utf8');
  const pair = /^[^\s:]+:\S+$/.test(decoded) ? decoded : bare;
  const password = pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : pair;
  return [...new Set([secret, bare, pair, password, Buffer.from(pair).toString('base64')])];
}
