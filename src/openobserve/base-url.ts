/** The address of an OpenObserve, or what is wrong with the text that should have been one. */
export type BaseUrl = { readonly url: string } | { readonly problem: string };

const EXAMPLE = 'for example https://openobserve.example.com or http://localhost:5080';

/**
 * The base of all requests, without a slash at its end, from what people have at hand: an address with or without
 * a path, one that ends in `/api`, or one copied from the browser (`https://host/base/web/logs?...`).
 */
export function normaliseBaseUrl(text: string): BaseUrl {
  const problem = `must be an address that begins with http:// or https://, ${EXAMPLE}`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return { problem };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password; put them into API_KEY as "email:token"' };
  }
  const path = url.pathname
    .replace(/\/web(\/[^/]*)*$/, '')
    .replace(/\/+$/, '')
    .replace(/\/api$/, '')
    .replace(/\/+$/, '');
  return { url: url.origin + path };
}
