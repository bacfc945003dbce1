import assert from 'node:assert/strict';
import { checkTools } from './calls.ts';
import { type GatewayContext, KEY } from './context.ts';
import { connectSdk } from './sdk-caller.ts';

interface JsonRpcAnswer {
  readonly result?: { readonly tools?: readonly unknown[] };
  readonly error?: { readonly code: number; readonly message: string };
}

async function post(url: string, headers: Readonly<Record<string, string>>, method: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method }),
    redirect: 'manual',
  });
  return { response, body: (await response.json()) as JsonRpcAnswer };
}

/** The ways in which articles and gateways' forms give an address and a key, each as a client of its own. */
export async function checkPlain(context: GatewayContext): Promise<void> {
  const { ours, step } = context;
  const origin = new URL(ours.url).origin;
  const bearer = { authorization: `Bearer ${KEY}` };
  const ways = [
    { what: 'the bare address with a bearer key', url: origin, headers: bearer },
    { what: 'the bare address with a slash', url: `${origin}/`, headers: bearer },
    { what: '/mcp with a slash at the end', url: `${ours.url}/`, headers: bearer },
    { what: 'the key alone in Authorization', url: ours.url, headers: { authorization: KEY } },
    { what: 'the key in X-API-Key', url: ours.url, headers: { 'x-api-key': KEY } },
  ];
  for (const { what, url, headers } of ways) {
    await step(what, async () => {
      const { response, body } = await post(url, headers, 'tools/list');
      assert.equal(response.status, 200, `status ${response.status}: ${body.error?.message}`);
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      return `${body.result?.tools?.length} tools without initialize, in plain JSON`;
    });
  }
  await step('a wrong key', async () => {
    const { response, body } = await post(ours.url, { authorization: 'Bearer wrong' }, 'tools/list');
    assert.equal(response.status, 401);
    assert.ok(response.headers.get('www-authenticate'), 'no WWW-Authenticate');
    assert.ok(body.error, 'the body is no JSON-RPC error');
    return `401, ${response.headers.get('www-authenticate')}`;
  });
  for (const method of ['GET', 'DELETE']) {
    await step(`${method} on /mcp`, async () => {
      const response = await fetch(ours.url, { method, headers: bearer });
      assert.equal(response.status, 405);
      const { error } = (await response.json()) as JsonRpcAnswer;
      assert.ok(error);
      return '405 with a JSON-RPC error';
    });
  }
  const caller = await connectSdk(origin, bearer);
  await checkTools(context, caller);
  await caller.close();
}
