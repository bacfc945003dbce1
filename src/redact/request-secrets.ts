import { secretsInText } from './patterns.ts';

/** A request whose secrets a model never sees. */
export interface RequestSecrets {
  /** The text with a name in place of each secret. */
  readonly text: string;
  /** A value with the secrets in place of their names. */
  restore<T>(value: T): T;
  /** A text with the names in place of the secrets, wherever they came from. */
  hide(text: string): string;
}

const TOLD =
  /\b(?:password|passwd|passphrase|token|secret|api[ _-]?key|access[ _-]?key)s?\b\s*(?:(?:is|=|:|to be|to)\s*)?["'`]?([^\s"'`,;]{6,})/gi;
const HAS_DIGIT_OR_SIGN = /[\d!#$%&*+=?@^_~-]/;

const nameOf = (index: number) => `SECRET_${index + 1}`;

function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && '.!?'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The same request always gets the same names, so that a plan can be carried out in a later call. */
export function hideRequestSecrets(request: string): RequestSecrets {
  const told = [...request.matchAll(TOLD)].flatMap(([, value]) =>
    value !== undefined && HAS_DIGIT_OR_SIGN.test(value) ? [withoutStop(value)] : [],
  );
  const secrets = [...new Set([...secretsInText(request), ...told])]
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length);
  const hide = (text: string) =>
    secrets.reduce((said, secret, index) => said.replaceAll(secret, nameOf(index)), text);
  function restore(value: unknown): unknown {
    if (typeof value === 'string')
      return secrets.reduceRight(
        (said, secret, index) => said.replaceAll(nameOf(index), () => secret),
        value,
      );
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restore(item)]));
  }
  return { text: hide(request), restore: <T>(value: T) => restore(value) as T, hide };
}
