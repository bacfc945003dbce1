import { changeMembers } from '../json/map-members.ts';

/** What stands for a secret in results. An argument that holds it is refused, so that a mask is never written back. */
export const MASK = '***masked***';

const SECRET_KEY =
  /(^|[_.-])(password|passwd|pwd|passcode|passphrase|secret|token|api[_-]?key|authorization|cookie|private[_-]?key|secret[_-]?key|access[_-]?key|credentials?|dsn)$/i;
const SECRET_TEXT =
  /\b(?:basic|bearer)\s+[A-Za-z0-9+/._~-]{12,}=*|\bo2oi_[A-Za-z0-9]+|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/gi;
/** What an address may carry: a user's password, a key among its parameters, the path of a webhook. */
const IN_ADDRESS: ReadonlyArray<readonly [RegExp, string]> = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+@/gi, `$1${MASK}@`],
  [
    /([?&](?:[\w-]*[_-])?(?:password|secret|token|api[_-]?key|key|signature|sig|authorization)=)[^&\s"'#]+/gi,
    `$1${MASK}`,
  ],
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/gi, `$1${MASK}`],
  [/(discord(?:app)?\.com\/api\/webhooks\/\d+\/)[\w-]+/gi, `$1${MASK}`],
];

/** What every name that `SECRET_KEY` takes ends with, and few others: most keys need no closer look. */
const LIKE_SECRET_KEY =
  /(?:word|passwd|pwd|passcode|passphrase|secret|token|key|authorization|cookie|credentials?|dsn)$/i;

/** Whether a key of this name holds a secret; `apiKey` and `api_key` alike. */
export function isSecretKey(key: string): boolean {
  return LIKE_SECRET_KEY.test(key) && SECRET_KEY.test(key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** JSON inside a text, as where a server repeats what it was sent; its quotes may be escaped, its value may open a list. */
const PAIR_IN_TEXT = /(\\*"([\w.-]{1,60})\\*"\s*:\s*(?:\[\s*)?\\*")([^"\\]+)(?=\\*")/g;
/** As above, where the value is an object. */
const OBJECT_IN_TEXT = /(\\*"([\w.-]{1,60})\\*"\s*:\s*)\{[^{}]*\}/g;
/** `password=...` and the like, as logs have it. */
const SETTING_IN_TEXT = /\b([\w-]{1,60})=([^\s&"'<>,;]+)/g;

/** What every text has in it in which one of the patterns finds something: a plain word needs no closer look. */
const LIKE_SECRET_TEXT = /[\s"=/]|o2oi_|eyJ/i;

/** Text with everything masked that looks like a credential. */
export function maskText(text: string): string {
  if (!LIKE_SECRET_TEXT.test(text)) return text;
  return IN_ADDRESS.reduce(
    (masked, [pattern, replacement]) => masked.replaceAll(pattern, replacement),
    text.replaceAll(SECRET_TEXT, MASK),
  )
    .replaceAll(PAIR_IN_TEXT, (pair, before: string, key: string) =>
      isSecretKey(key) ? `${before}${MASK}` : pair,
    )
    .replaceAll(OBJECT_IN_TEXT, (pair, before: string, key: string) =>
      isSecretKey(key) ? `${before}${MASK}` : pair,
    )
    .replaceAll(SETTING_IN_TEXT, (setting, key: string) => (isSecretKey(key) ? `${key}=${MASK}` : setting));
}

/** Every text below a key that holds a secret, whatever its shape. */
function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : MASK;
  return typeof value === 'object' && value !== null ? changeMembers(value, maskAll) : value;
}

/**
 * `value` with secrets masked: by the name of their key, and where text looks like a credential.
 * `revealed`: keys whose values stay, as this very call made them.
 */
export function maskSecrets(value: unknown, revealed: readonly string[] = []): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  return changeMembers(value, (item, key) => {
    if (revealed.includes(key)) return item;
    return isSecretKey(key) ? maskAll(item) : maskSecrets(item, revealed);
  });
}

/** Every text that stands under the key of a secret, at any depth. */
export function secretsIn(value: unknown, isSecret = false): string[] {
  if (typeof value === 'string') return isSecret && !value.includes(MASK) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, isSecret || isSecretKey(key)));
}
