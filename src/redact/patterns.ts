import { changeMembers } from '../json/map-members.ts';

/** What stands for a secret in results. An argument that holds it is refused, so that a mask is never written back. */
export const MASK = '***masked***';

const SECRET_KEY =
  /(^|[_.-])(password|passwd|pwd|passcode|passphrase|secret|token|api[_-]?key|authorization|cookie|private[_-]?key|secret[_-]?key|access[_-]?key|credentials?|dsn)$/i;

/** What every name that `SECRET_KEY` takes ends with, and few others: most keys need no closer look. */
const LIKE_SECRET_KEY =
  /(?:word|passwd|pwd|passcode|passphrase|secret|token|key|authorization|cookie|credentials?|dsn)$/i;

/** Whether a key of this name holds a secret; `apiKey` and `api_key` alike. */
export function isSecretKey(key: string): boolean {
  return LIKE_SECRET_KEY.test(key) && SECRET_KEY.test(key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** What takes the place of a secret. */
type Replace = (secret: string) => string;

// Anybody may write the texts that these patterns read. Each of them takes time in proportion to the length of a text:
// none begins with a run that it could try again from every character of it.

const AUTHORIZATION = /\b(?:basic|bearer)\s+[A-Za-z0-9+/._~-]{12,}=*|\bo2oi_[A-Za-z0-9]+/gi;
/** Signed tokens (JWT) are found by their parts, in runs of the characters that they are made of. */
const RUN_WITH_DOTS = /[\w.-]{20,}/g;
/** What an address may carry: a user's password, a key among its parameters, the path of a webhook. */
const IN_ADDRESS: readonly RegExp[] = [
  /(:\/\/[^\s/:@"']*:)([^\s/@"']+)(?=@|$)/g,
  /([?&](?:[\w-]*[_-])?(?:password|secret|token|api[_-]?key|key|signature|sig|authorization)=)([^&\s"'#]+)/gi,
  /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)([\w/-]+)/gi,
  /(discord(?:app)?\.com\/api\/webhooks\/\d+\/)([\w-]+)/gi,
];
/** JSON inside a text, as where a server repeats what it was sent; its quotes may be escaped, its value may open a list. */
const PAIR_IN_TEXT = /("([\w.-]{1,60})\\*"\s*:\s*(?:\[\s*)?\\*")([^"\\]+)(?=\\*(?:"|$))/g;
/** As above, where the value is an object. */
const OBJECT_IN_TEXT = /("([\w.-]{1,60})\\*"\s*:\s*)(\{[^{}]*(?:\}|$))/g;
/** `password=...` and the like, as logs have it. */
const SETTING_IN_TEXT = /(?<![\w-])(([\w-]+)=)([^\s&"'<>,;]+)/g;

/** What every text has in it in which one of the patterns finds something: a plain word needs no closer look. */
const LIKE_SECRET_TEXT = /[\s"=/]|o2oi_|eyJ/i;

/** A run of characters with the signed tokens in it replaced: three parts joined by dots, of which the first begins with `eyJ`. */
function replaceSignedTokens(run: string, replace: Replace): string {
  if (!run.includes('eyJ')) return run;
  const parts = run.split('.');
  const kept: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as string;
    const start = part.search(/\beyJ/);
    const [payload = '', signature = ''] = parts.slice(at + 1, at + 3);
    if (start < 0 || part.length - start < 11 || payload.length < 8 || signature === '') {
      kept.push(part);
      continue;
    }
    kept.push(part.slice(0, start) + replace(`${part.slice(start)}.${payload}.${signature}`));
    at += 2;
  }
  return kept.join('.');
}

function replaceSecrets(text: string, replace: Replace): string {
  if (!LIKE_SECRET_TEXT.test(text)) return text;
  // A text repeats few keys many times.
  const known = new Map<string, boolean>();
  function isSecret(key: string): boolean {
    const found = known.get(key) ?? isSecretKey(key);
    known.set(key, found);
    return found;
  }
  const underKey = (whole: string, before: string, key: string, secret: string) =>
    isSecret(key) ? before + replace(secret) : whole;
  const withoutTokens = text
    .replaceAll(AUTHORIZATION, (secret) => replace(secret))
    .replaceAll(RUN_WITH_DOTS, (run) => replaceSignedTokens(run, replace));
  return IN_ADDRESS.reduce(
    (masked, pattern) =>
      masked.replaceAll(pattern, (_, before: string, secret: string) => before + replace(secret)),
    withoutTokens,
  )
    .replaceAll(PAIR_IN_TEXT, underKey)
    .replaceAll(OBJECT_IN_TEXT, underKey)
    .replaceAll(SETTING_IN_TEXT, underKey);
}

/** The name under which a model is told of a secret of the request: it hides nothing. */
const NAME_OF_SECRET = /^SECRET_\d+$/;

/** Text with everything masked that looks like a credential. */
export function maskText(text: string): string {
  return replaceSecrets(text, (secret) => (NAME_OF_SECRET.test(secret) ? secret : MASK));
}

/** The parts of a text that `maskText` takes out. */
export function secretsInText(text: string): string[] {
  const found: string[] = [];
  replaceSecrets(text, (secret) => {
    if (!secret.includes(MASK)) found.push(secret);
    return MASK;
  });
  return found;
}

/** Looked at beyond a cut, so that a secret that lies across it is known for one. */
const BEYOND_CUT = 2000;

/**
 * At most the first `most` characters of a text, masked. What is cut off is not looked at, and no part of a secret is
 * left at the cut.
 */
export function maskHead(text: string, most: number): string {
  if (text.length <= most) return maskText(text);
  const seen = text.slice(0, most + BEYOND_CUT);
  const masked = maskText(seen);
  // Its end may be a secret of which too little was seen to know it.
  const sure = seen.length === text.length ? masked.length : masked.length - BEYOND_CUT;
  return masked.slice(0, Math.max(0, Math.min(most, sure)));
}

function shortened(text: string, most: number): string {
  const head = maskHead(text, most);
  return `${head}... (+${text.length - head.length} characters)`;
}

/** Every text below a key that holds a secret, whatever its shape. */
function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : MASK;
  return typeof value === 'object' && value !== null ? changeMembers(value, maskAll) : value;
}

/**
 * `value` with secrets masked: by the name of their key, and where text looks like a credential.
 * `revealed`: keys whose values stay, as this very call made them. `longest`: most characters of one text that are shown;
 * longer ones are cut, and what is cut off is not looked at.
 */
export function maskSecrets(
  value: unknown,
  revealed: readonly string[] = [],
  longest: number = Number.POSITIVE_INFINITY,
): unknown {
  if (typeof value === 'string') return value.length > longest ? shortened(value, longest) : maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  return changeMembers(value, (item, key) => {
    if (revealed.includes(key)) return item;
    return isSecretKey(key) ? maskAll(item) : maskSecrets(item, revealed, longest);
  });
}

/** Every text that stands under the key of a secret, at any depth. */
export function secretsIn(value: unknown): string[] {
  const found: string[] = [];
  function look(item: unknown, isSecret: boolean): void {
    if (typeof item === 'string') {
      if (isSecret && !item.includes(MASK)) found.push(item);
    } else if (Array.isArray(item)) for (const each of item) look(each, isSecret);
    else if (typeof item === 'object' && item !== null)
      for (const [key, each] of Object.entries(item)) look(each, isSecret || isSecretKey(key));
  }
  look(value, false);
  return found;
}
