/** Takes known secrets out of a text, in every form in which they may stand there. */
export type RedactKnown = (text: string) => string;

/** All forms of the secrets, the longest secret first. */
function formsOf(secrets: readonly string[], shortest: number): ReadonlySet<string> {
  const longestFirst = secrets
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length);
  return new Set(
    longestFirst.flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ]),
  );
}

/** `secrets` is read at each call, so that a Set may grow later; those shorter than `shortest` would blot out ordinary words. */
export function createRedactKnown(secrets: Iterable<string>, shortest: number): RedactKnown {
  let known: readonly string[] = [];
  let forms: ReadonlySet<string> = new Set();
  return (text) => {
    const current = [...secrets];
    if (current.length !== known.length || current.some((secret, index) => secret !== known[index])) {
      forms = formsOf(current, shortest);
      known = current;
    }
    let hidden = text;
    for (const form of forms) hidden = hidden.replaceAll(form, '***');
    return hidden;
  };
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
