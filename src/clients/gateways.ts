import { KEY_VARIABLE, type Snippet } from './target.ts';

/** Where a gateway finds the server. */
export interface Upstream {
  readonly url: string;
  /** Longest that one call may take. */
  readonly timeoutMs: number;
}

/** A gateway in front of the server, and how it is told of it. */
export interface Gateway {
  readonly name: string;
  readonly title: string;
  /** What the snippet is for. */
  readonly file: string;
  snippet(upstream: Upstream): Snippet;
}

/** An address that only says where the real one goes. */
export const EXAMPLE_UPSTREAM = 'http://openobserve-mcp.internal:3000/mcp';

const SHORTEST_READ_MS = 60_000;
const MOST_BODY_BYTES = 1_048_576;
const KONG_KEY = 'Authorization:Bearer {vault://env/openobserve-mcp-key}';
const KEY_NOTE = `The server knows the key by MCP_KEYS; set the same one as ${KEY_VARIABLE}`;

/** Lines that send a body, with variables of the shell in it filled in. */
function post(address: string, headers: readonly string[], body: object): string {
  const words = headers.map((header) => ` \\\n  -H "${header}"`).join('');
  return `curl -X POST "${address}"${words} \\\n  -H "content-type: application/json" --data @- <<BODY\n${JSON.stringify(body, null, 2)}\nBODY`;
}

const everyday = (name: string, description: string) => ({
  name,
  description,
  acl: { allow: ['sre', 'readonly'] },
});

/** Gateways for which a configuration can be printed. */
export const GATEWAYS: readonly Gateway[] = [
  {
    name: 'cloudflare',
    title: 'Cloudflare MCP server portal',
    file: 'commands for the API of Cloudflare',
    snippet: ({ url }) => ({
      format: 'sh',
      content: post(
        'https://api.cloudflare.com/client/v4/accounts/$ACCOUNT/access/ai-controls/mcp/servers',
        ['Authorization: Bearer $CF_TOKEN'],
        {
          id: 'openobserve',
          name: 'OpenObserve',
          hostname: url,
          auth_type: 'bearer',
          auth_credentials: `$${KEY_VARIABLE}`,
        },
      ),
      notes: [
        `${KEY_NOTE} in this shell, beside ACCOUNT and CF_TOKEN.`,
        'The portal itself, and its policies, are described in docs/gateways/cloudflare.md.',
      ],
    }),
  },
  {
    name: 'kong',
    title: 'Kong AI Gateway',
    file: 'kong.yaml for deck',
    snippet: ({ url, timeoutMs }) => {
      const patienceMs = Math.max(SHORTEST_READ_MS, 2 * timeoutMs);
      const service = {
        name: 'openobserve-mcp',
        url,
        connect_timeout: 5000,
        read_timeout: patienceMs,
        write_timeout: patienceMs,
        retries: 1,
        routes: [
          {
            name: 'openobserve-mcp',
            paths: ['/openobserve'],
            methods: ['POST', 'GET', 'DELETE', 'OPTIONS'],
            strip_path: true,
            preserve_host: false,
            request_buffering: false,
            response_buffering: false,
            plugins: [
              { name: 'key-auth', config: { key_names: ['apikey'], hide_credentials: true } },
              {
                name: 'ai-mcp-proxy',
                config: {
                  mode: 'passthrough-listener',
                  include_consumer_groups: true,
                  max_request_body_size: MOST_BODY_BYTES,
                  default_acl: [{ scope: 'tools', deny: ['readonly'] }],
                  tools: [
                    everyday('search_sql', 'SQL over streams'),
                    everyday('stream_list', 'Streams'),
                    everyday('stream_schema', 'Fields of a stream'),
                  ],
                  logging: { log_statistics: true, log_audits: true, log_payloads: false },
                },
              },
              {
                name: 'request-transformer-advanced',
                config: { replace: { headers: [KONG_KEY] }, add: { headers: [KONG_KEY] } },
              },
            ],
          },
        ],
      };
      return {
        format: 'yaml',
        content: {
          _format_version: '3.0',
          services: [service],
          consumers: [
            {
              username: 'engineer',
              keyauth_credentials: [{ key: '{vault://env/engineer-key}' }],
              groups: [{ name: 'sre' }],
            },
          ],
          consumer_groups: [{ name: 'sre' }, { name: 'readonly' }],
        },
        notes: [
          `${KEY_NOTE} where Kong runs, beside ENGINEER_KEY.`,
          'Start the server with O2_PROTOCOL=2025; clients use https://KONG/openobserve with the header apikey.',
        ],
      };
    },
  },
  {
    name: 'contextforge',
    title: 'IBM ContextForge',
    file: 'command for the API of ContextForge',
    snippet: ({ url }) => ({
      format: 'sh',
      content: post('$GATEWAY/gateways', ['Authorization: Bearer $TOKEN'], {
        name: 'openobserve',
        url,
        transport: 'STREAMABLEHTTP',
        auth_type: 'bearer',
        auth_token: `$${KEY_VARIABLE}`,
        refresh_interval_seconds: 300,
      }),
      notes: [
        `${KEY_NOTE} in this shell, beside GATEWAY and TOKEN.`,
        'Then put the tools into a virtual server: docs/gateways/contextforge.md.',
      ],
    }),
  },
  {
    name: 'bifrost',
    title: 'Bifrost',
    file: 'config.json of Bifrost',
    snippet: ({ url }) => ({
      format: 'json',
      content: {
        mcp: {
          client_configs: [
            {
              name: 'openobserve',
              connection_type: 'http',
              connection_string: url,
              auth_type: 'headers',
              headers: { 'X-API-Key': `env.${KEY_VARIABLE}` },
              is_ping_available: true,
              tools_to_execute: ['*'],
            },
          ],
        },
      },
      notes: [`${KEY_NOTE} where Bifrost runs.`],
    }),
  },
];
