import { MASK, maskText } from './patterns.ts';

/** A request whose secrets a model never sees. */
export interface RequestSecrets {
  /** The text with a name in place of each secret. */
  readonly text: string;
  /** A value with the secrets in place of their names. */
  restore<T>(value: T): T;
}

const TOLD =
  /\b(?:password|passwd|passphrase|token|secret|api[ _-]?key|access[ _-]?key)s?\b\s*(?:is|=|:|to be|to)?\s*["'`]?([^\s"'`,;]{6,})/gi;
const HAS_DIGIT_OR_SIGN = /[\d!#$%&*+=?@^_~-]/;

const nameOf = (index: number) => `SECRET_${index + 1}`;

/** The parts of a text that the mask takes out. */
function maskedParts(text: string): string[] {
  const kept = maskText(text).split(MASK);
  if (kept.length === 1) return [];
  const literal = kept.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('([\\s\\S]+?)')}$`).exec(text)?.slice(1) ?? [];
}

/** The same request always gets the same names, so that a plan can be carried out in a later call. */
export function hideRequestSecrets(request: string): RequestSecrets {
  const told = [...request.matchAll(TOLD)].flatMap(([, value]) =>
    value !== undefined && HAS_DIGIT_OR_SIGN.test(value) ? [value.replace(/[.!?]+$/, '')] : [],
  );
  const secrets = [...new Set([...maskedParts(request), ...told])].sort((a, b) => b.length - a.length);
  const text = secrets.reduce((said, secret, index) => said.replaceAll(secret, nameOf(index)), request);
  function restore(value: unknown): unknown {
    if (typeof value === 'string')
      return secrets.reduceRight((said, secret, index) => said.replaceAll(nameOf(index), secret), value);
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restore(item)]));
  }
  return { text, restore: <T>(value: T) => restore(value) as T };
}
