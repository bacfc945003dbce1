import type { Client } from './clients.ts';
import { stdioCommand } from './start-command.ts';
import { KEY_VARIABLE, keyHeaders, type RemoteTarget, type Snippet, type Target } from './target.ts';

/** Stands for the address of a server that the client could reach. */
const EXAMPLE_URL = 'https://mcp.example.com/mcp?profile=core';

const REMOTE_ONLY =
  'This client connects over HTTP only. Start a server (docs/http.md), and pass its address as --url.';
const OAUTH_ONLY =
  'It uses OAuth, not keys: set O2_OAUTH_ISSUER and O2_PUBLIC_URL (docs/oauth.md). The address must be public.';

const isExample = (target: Target) => target.kind === 'local';
const remoteOf = (target: Target): RemoteTarget =>
  target.kind === 'remote' ? target : { kind: 'remote', url: EXAMPLE_URL, keyHeader: 'Authorization' };

/** What to type into a form, one field a line. */
function form(fields: Readonly<Record<string, string>>, target: Target, notes: readonly string[]): Snippet {
  return {
    format: 'text',
    content: Object.entries(fields)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    notes: [...(isExample(target) ? [REMOTE_ONLY] : []), ...notes],
  };
}

/** The header with the key as fields; none where no key is wanted. */
function keyFields(target: RemoteTarget): Record<string, string> {
  const [header] = Object.entries(keyHeaders(target, 'KEY'));
  return header === undefined
    ? { Authentication: 'None' }
    : { 'Header name': header[0], 'Header value': header[1] };
}

const keyNotes = (target: Target) =>
  remoteOf(target).keyHeader === null ? [] : ['Replace KEY with a key of MCP_KEYS.'];

const quoted = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function codex(target: Target): Snippet {
  const command = ['codex', 'mcp', 'add', 'openobserve'];
  if (target.kind === 'remote') {
    const { url, keyHeader } = target;
    const key = keyHeader === null ? [] : ['--bearer-token-env-var', KEY_VARIABLE];
    return {
      format: 'sh',
      content: [...command, '--url', url, ...key].map(quoted).join(' '),
      notes: [
        ...(keyHeader === null
          ? []
          : [`Set it in the environment that Codex is started from: ${KEY_VARIABLE}.`]),
        ...(keyHeader === null || keyHeader.toLowerCase() === 'authorization'
          ? []
          : [`For the header ${keyHeader}, write env_http_headers into ~/.codex/config.toml instead.`]),
      ],
    };
  }
  const { command: program, args } = stdioCommand(target);
  const settings = Object.entries(target.settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const secrets = target.secrets.flatMap((name) => ['--env', `${name}=$${name}`]);
  const words = [...command, ...settings].map(quoted);
  const tail = ['--', program, ...args].map(quoted);
  return {
    format: 'sh',
    content: [...words, ...secrets.map((word) => (word === '--env' ? word : `"${word}"`)), ...tail].join(' '),
    notes: target.secrets.map(
      (name) => `Set it in this shell first; Codex keeps it in its config.toml: ${name}.`,
    ),
  };
}

/** Clients that are told by a command or in a form of theirs. */
export const FORM_CLIENTS: readonly Client[] = [
  { name: 'codex', title: 'OpenAI Codex', file: 'run it in a shell', snippet: codex },
  {
    name: 'claude-ai',
    title: 'Claude.ai',
    file: 'Settings > Connectors > Add custom connector',
    snippet: (target) =>
      form({ Name: 'OpenObserve', 'Remote MCP server URL': remoteOf(target).url }, target, [OAUTH_ONLY]),
  },
  {
    name: 'chatgpt',
    title: 'ChatGPT',
    file: 'Settings > Apps & Connectors > Create, in developer mode',
    snippet: (target) =>
      form({ Name: 'OpenObserve', 'MCP Server URL': remoteOf(target).url, Authentication: 'OAuth' }, target, [
        OAUTH_ONLY,
      ]),
  },
  {
    name: 'n8n',
    title: 'n8n',
    file: 'the node MCP Client Tool',
    snippet: (target) =>
      form(
        {
          Endpoint: remoteOf(target).url,
          'Server Transport': 'HTTP Streamable',
          ...keyFields(remoteOf(target)),
        },
        target,
        keyNotes(target),
      ),
  },
  {
    name: 'open-webui',
    title: 'Open WebUI',
    file: 'Admin Settings > External Tools > Add, of type MCP (Streamable HTTP)',
    snippet: (target) =>
      form({ URL: remoteOf(target).url, ...keyFields(remoteOf(target)) }, target, keyNotes(target)),
  },
];
