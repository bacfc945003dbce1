/** What the Worker is given: the address of openobserve-mcp with /mcp at its end, and a key of its own (a secret). */
export interface Environment {
  readonly ORIGIN: string;
  readonly KEY: string;
}

/** Headers that say who somebody is: only this Worker may say so to the server behind it. */
const DROPPED = ['authorization', 'cookie', 'host', 'x-api-key', 'x-forwarded-user'];

/** A Worker in front of openobserve-mcp: the key of the caller goes, ours comes, and the body streams through unread. */
export default {
  fetch(request: Request, { ORIGIN, KEY }: Environment): Promise<Response> {
    const headers = new Headers(request.headers);
    for (const name of DROPPED) headers.delete(name);
    headers.set('authorization', `Bearer ${KEY}`);
    return fetch(ORIGIN, { method: request.method, headers, body: request.body });
  },
};
