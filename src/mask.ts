/** What stands for a secret in results. An argument that holds it is refused, so that a mask is never written back. */
export const MASK = '***masked***';

const SECRET_KEY =
  /(^|[_.-])(password|passwd|passcode|secret|token|api[_-]?key|authorization|private[_-]?key|secret[_-]?key|access[_-]?key|credentials?)$/i;
const SECRET_TEXT =
  /\b(?:basic|bearer)\s+[A-Za-z0-9+/._~-]{12,}=*|\bo2oi_[A-Za-z0-9]+|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/gi;

/**
 * A copy of `value` with secrets masked: by the name of their key, and where text looks like a credential.
 * `revealed`: keys whose values stay, as this very call made them.
 */
export function maskSecrets(value: unknown, revealed: readonly string[] = []): unknown {
  if (typeof value === 'string') return value.replaceAll(SECRET_TEXT, MASK);
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, revealed));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (revealed.includes(key)) return [key, item];
      return [
        key,
        typeof item === 'string' && item !== '' && SECRET_KEY.test(key) ? MASK : maskSecrets(item, revealed),
      ];
    }),
  );
}
