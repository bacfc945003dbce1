import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileWith, lastCredential, type Running, start } from './running.ts';

const KEYS = {
  keys: [
    { name: 'kong', key: 'key-of-the-kong-gateway', gateway: 'kong' },
    { name: 'forge', key: 'key-of-contextforge-gw', gateway: 'contextforge' },
    { name: 'portal', key: 'key-of-the-cloudflare-portal', gateway: 'cloudflare' },
    { name: 'bifrost', key: 'key-of-the-bifrost-gateway', gateway: 'bifrost', identity_header: 'X-Tenant' },
    { name: 'plain', key: 'key-of-a-plain-caller' },
  ],
};
const IDENTITIES = {
  people: [
    { user: 'ann@example.com', credential: 'ann@example.com:token-a' },
    { user: 'ann@example.com', key: 'forge', credential: 'ann-forge@example.com:token-f' },
    { user: 'Bob', credential: 'bob@example.com:token-b', read_only: true },
  ],
};
const keyOf = (name: string) => KEYS.keys.find((item) => item.name === name)?.key ?? '';
const running: Running[] = [];

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const server = await start({
    MCP_KEYS_FILE: fileWith(KEYS),
    O2_IDENTITIES_FILE: fileWith(IDENTITIES),
    ...env,
  });
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** Whose credential a call reaches OpenObserve with; the refusal when it does not. */
async function actsAs(
  server: Running,
  gateway: string,
  headers: Record<string, string>,
  meta?: unknown,
): Promise<string> {
  server.openobserve.seen.length = 0;
  const { json } = await server.ask({
    headers: { 'x-api-key': keyOf(gateway), ...headers },
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'stream_list', arguments: {}, ...(meta === undefined ? {} : { _meta: meta }) },
    },
  });
  if (json.error) return json.error.message;
  return json.result.isError ? json.result.content[0].text : lastCredential(server);
}

const REFUSED = /may not use OpenObserve here/;

describe('the person that a gateway names', () => {
  it.each([
    ['kong', { 'x-consumer-username': 'ann@example.com' }, undefined, 'ann@example.com:token-a'],
    ['kong', { 'x-consumer-custom-id': 'bob' }, undefined, 'bob@example.com:token-b'],
    ['forge', { 'x-forwarded-user-email': 'Ann@Example.com' }, undefined, 'ann-forge@example.com:token-f'],
    ['forge', {}, { user: { email: 'ann@example.com' } }, 'ann-forge@example.com:token-f'],
    [
      'forge',
      { 'x-forwarded-user-id': 'bob' },
      { user: { email: 'ann@example.com' } },
      'bob@example.com:token-b',
    ],
    ['bifrost', { 'x-tenant': 'bob' }, undefined, 'bob@example.com:token-b'],
    ['plain', {}, undefined, 'own@example.com:own-secret'],
  ])('%s %j %j acts as %s', async (gateway, headers, meta, expected) => {
    expect(await actsAs(await serve(), gateway, headers, meta)).toBe(expected);
  });

  it.each([
    ['kong', { 'x-consumer-username': 'mallory' }],
    ['kong', {}],
    ['kong', { 'x-forwarded-user-email': 'ann@example.com' }],
    ['kong', { 'x-consumer-username': 'ann@example.com', 'x-anonymous-consumer': 'true' }],
    ['forge', { 'x-consumer-username': 'ann@example.com' }],
    ['portal', { 'x-forwarded-user-email': 'ann@example.com' }],
    ['bifrost', { 'x-forwarded-user-email': 'ann@example.com' }],
  ])('is refused, and nothing is sent: %s %j', async (gateway, headers) => {
    const server = await serve();
    expect(
      await actsAs(server, gateway, headers, { user: gateway === 'forge' ? undefined : 'ann@example.com' }),
    ).toMatch(REFUSED);
    expect(server.openobserve.seen).toEqual([]);
    expect((await server.list({ headers: { 'x-api-key': keyOf(gateway) } })).length).toBeGreaterThan(100);
  });

  it('is not looked at where the key is no gateway', async () => {
    const server = await serve();
    const headers = { 'x-forwarded-user-email': 'ann@example.com', 'x-consumer-username': 'ann@example.com' };
    expect(await actsAs(server, 'plain', headers, { user: 'ann@example.com' })).toBe(
      'own@example.com:own-secret',
    );
  });

  it('may be limited to reading, and so may all others', async () => {
    const others = { others: { credential: 'viewer@example.com:token-v', read_only: true } };
    const server = await serve({ O2_IDENTITIES_FILE: fileWith({ ...IDENTITIES, ...others }) });
    expect(await actsAs(server, 'kong', { 'x-consumer-username': 'mallory' })).toBe(
      'viewer@example.com:token-v',
    );
    for (const user of ['mallory', 'bob']) {
      const asking = { headers: { 'x-api-key': keyOf('kong'), 'x-consumer-username': user } };
      expect(await server.list(asking)).not.toContain('stream_delete');
    }
    expect(
      await server.list({
        headers: { 'x-api-key': keyOf('kong'), 'x-consumer-username': 'ann@example.com' },
      }),
    ).toContain('stream_delete');
  });

  it('is part of a confirmation', async () => {
    const server = await serve();
    const destroy = (user: string, confirm?: string) =>
      server.call(
        'stream_delete',
        { stream_name: 'app', ...(confirm ? { confirm } : {}) },
        { headers: { 'x-api-key': keyOf('forge'), 'x-forwarded-user-email': user } },
      );
    const preview = (await destroy('ann@example.com')).json.result.content[0].text;
    const token = /confirm: "([^"]+)"/.exec(preview)?.[1] ?? '';
    expect(token).not.toBe('');
    expect((await destroy('ann@example.com', token)).json.result.isError).toBeFalsy();
  });

  it.each([
    ['an unknown field', { people: [{ user: 'a', password: 'hunter22hunter22' }] }, /people\.0/],
    [
      'a malformed credential',
      { people: [{ user: 'a', credential: '?' }] },
      /credential of a .*none of the known forms/,
    ],
  ])('with %s in the file stops the start with one line', async (_, content, message) => {
    const failure = await start({ O2_IDENTITIES_FILE: fileWith(content) }).catch((error: Error) => error);
    expect((failure as Error).message).toMatch(message);
    expect((failure as Error).message).not.toMatch(/\n|hunter22/);
  });
});

describe('signed tokens', () => {
  let issuer: Server;
  let address: string;
  let sign: (
    claims: Record<string, unknown>,
    options?: { issuer?: string; expires?: string },
  ) => Promise<string>;
  let forge: typeof sign;

  beforeAll(async () => {
    const [good, bad] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const jwk = { ...(await exportJWK(good.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    issuer = createServer((request, response) => {
      const isKeys = request.url === '/cdn-cgi/access/certs' || request.url === '/keys';
      const isMetadata = request.url === '/.well-known/openid-configuration';
      response.writeHead(isKeys || isMetadata ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { jwks_uri: `${address}/keys` }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const signer =
      (key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']): typeof sign =>
      (claims, options = {}) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
          .setIssuer(options.issuer ?? address)
          .setIssuedAt()
          .setExpirationTime(options.expires ?? '5m')
          .sign(key);
    sign = signer(good.privateKey);
    forge = signer(bad.privateKey);
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));

  it('of Cloudflare Access name the person, once verified', async () => {
    const server = await serve({ O2_ACCESS_TEAM: address, O2_ACCESS_AUDIENCE: 'tag-of-app' });
    const as = (token: string, key = 'portal') => actsAs(server, key, { 'cf-access-jwt-assertion': token });
    const claims = { email: 'ann@example.com', aud: ['tag-of-app'] };
    expect(await as(await sign(claims))).toBe('ann@example.com:token-a');
    for (const token of [
      await forge(claims),
      await sign({ ...claims, aud: ['other'] }),
      await sign(claims, { issuer: 'https://other.example.com' }),
      await sign(claims, { expires: '-1m' }),
      'no.jwt.atall',
      `${(await sign(claims)).split('.').slice(0, 2).join('.')}.`,
    ])
      expect(await as(token), token).toMatch(/Cf-Access-Jwt-Assertion header is not valid/);
    expect(await as(await sign(claims), 'plain')).toBe('own@example.com:own-secret');
  });

  it('of an OAuth server open the door and name the person, and the metadata says where they come from', async () => {
    const server = await serve({
      O2_OAUTH_ISSUER: address,
      O2_PUBLIC_URL: 'https://mcp.example.com/mcp',
    });
    const as = async (token: string) => {
      server.openobserve.seen.length = 0;
      const { status, json } = await server.call(
        'stream_list',
        {},
        { headers: { authorization: `Bearer ${token}` } },
      );
      return status === 200 && !json.result.isError ? lastCredential(server) : status;
    };
    const claims = { sub: 'bob', aud: 'https://mcp.example.com/mcp' };
    expect(await as(await sign(claims))).toBe('bob@example.com:token-b');
    expect(await as(await forge(claims))).toBe(401);
    expect(await as(await sign({ ...claims, aud: 'https://other.example.com' }))).toBe(401);
    const refused = await server.ask({ body: { jsonrpc: '2.0', id: 1, method: 'ping' } });
    expect(refused.headers['www-authenticate']).toContain(
      'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"',
    );
    for (const path of [
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-protected-resource/mcp',
    ]) {
      const { json } = await server.ask({ method: 'GET', path });
      expect(json).toMatchObject({
        resource: 'https://mcp.example.com/mcp',
        authorization_servers: [address],
        bearer_methods_supported: ['header'],
      });
    }
  });
});
