/** What the Worker is given: the address of openobserve-mcp with /mcp at its end, and two secrets. */
export interface Environment {
  readonly ORIGIN: string;
  /** Key of this Worker at openobserve-mcp. */
  readonly KEY: string;
  /** Key that callers of this Worker send as `Authorization: Bearer` or `X-API-Key`. */
  readonly CALLER_KEY: string;
}

/** Headers that pass. All others stay out, such as those in which a gateway names a person. */
const PASSED = /^(accept|content-type|last-event-id|mcp-[a-z-]+|traceparent|tracestate|user-agent)$/;

async function digestOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** Whether the request carries the key of a caller. Takes as long whatever it carries. */
async function isCaller({ headers }: Request, key: string): Promise<boolean> {
  const given = headers.get('x-api-key') ?? headers.get('authorization')?.replace(/^bearer /i, '') ?? '';
  const [own, other] = await Promise.all([digestOf(key), digestOf(given)]);
  const difference = own.reduce((sum, byte, index) => sum | (byte ^ (other[index] ?? 0)), 0);
  return key !== '' && difference === 0;
}

/** A Worker in front of openobserve-mcp: it checks the key of the caller, sends its own, and streams the body unread. */
export default {
  async fetch(request: Request, { ORIGIN, KEY, CALLER_KEY }: Environment): Promise<Response> {
    if (!(await isCaller(request, CALLER_KEY))) {
      const error = { code: -32001, message: 'Send the key of this gateway as "Authorization: Bearer KEY".' };
      return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 401 });
    }
    const headers = new Headers([...request.headers].filter(([name]) => PASSED.test(name)));
    headers.set('authorization', `Bearer ${KEY}`);
    // An answer that leads elsewhere is the caller's to follow, who has no key of ours.
    return fetch(ORIGIN, { method: request.method, headers, body: request.body, redirect: 'manual' });
  },
};
