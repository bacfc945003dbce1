/** The address of an OpenObserve, or what is wrong with the text that should have been one. */
export type BaseUrl =
  /** `org` is the organization that the address names; null when it names none. */
  { readonly url: string; readonly org: string | null } | { readonly problem: string };

const EXAMPLE = 'for example https://openobserve.example.com or http://localhost:5080';

/**
 * The base of all requests, without a slash at its end, from what people have at hand: an address with or without
 * a path, one for ingestion (`https://host/api/org/...`), or one copied from the browser
 * (`https://host/base/web/logs?org_identifier=org`).
 */
export function normalizeBaseUrl(text: string): BaseUrl {
  const problem = `must be an address that begins with http:// or https://, ${EXAMPLE}`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return { problem };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password; put them into API_KEY as "email:token"' };
  }
  const api = /^(.*?)\/api(?:\/v2)?(?:\/([^/]+)(?:\/.*)?)?\/*$/.exec(url.pathname);
  const base = api?.[1] ?? url.pathname.replace(/\/web(\/[^/]*)*$/, '');
  const named = api?.[2];
  const org =
    url.searchParams.get('org_identifier') ?? (named === undefined ? null : decodeURIComponent(named));
  return { url: url.origin + base.replace(/\/+$/, ''), org: org === '' ? null : org };
}
