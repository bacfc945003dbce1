import { bridgeCommand, stdioCommand } from './start-command.ts';
import {
  KEY_VARIABLE,
  keyHeaders,
  type LocalTarget,
  type RemoteTarget,
  type Snippet,
  type Target,
} from './target.ts';

/** Paths of files that hold secrets, for clients that cannot refer to a variable. */
export interface SecretFiles {
  readonly apiKey: string;
  /** One line: the header with the key. */
  readonly header: string;
}

/** A program that speaks MCP, and how it is told of a server. */
export interface Client {
  readonly name: string;
  readonly title: string;
  /** The file that the snippet belongs into. */
  readonly file: string;
  snippet(target: Target, files: SecretFiles): Snippet;
}

interface Form extends Omit<Client, 'snippet'> {
  readonly format: 'json' | 'yaml';
  /** How the file refers to a variable of the environment, or to what the client asks for; null when it cannot. */
  readonly reference: ((variable: string) => string) | null;
  readonly local: (command: ReturnType<typeof stdioCommand>, env: Readonly<Record<string, string>>) => object;
  readonly remote: ((url: string, headers: { readonly headers?: object }) => object) | null;
  /** The whole file around the server's own part. */
  readonly wrap: (server: object, secrets: readonly string[]) => object;
  /** How a secret gets to where the reference looks for it. */
  readonly secretNote: string;
}

const mcpServers = (openobserve: object) => ({ mcpServers: { openobserve } });
const plain: Form['local'] = ({ command, args }, env) => ({ command, args, env });

const IN_ENVIRONMENT = 'Set it in the environment that the client is started from:';

const inputId = (variable: string) => variable.toLowerCase().replaceAll('_', '-');

const FORMS: readonly Form[] = [
  {
    name: 'claude-desktop',
    title: 'Claude Desktop',
    file: 'claude_desktop_config.json',
    format: 'json',
    reference: null,
    local: plain,
    remote: null,
    wrap: mcpServers,
    secretNote: 'Claude Desktop cannot refer to a variable: write it under env yourself:',
  },
  {
    name: 'claude-code',
    title: 'Claude Code',
    file: '.mcp.json',
    format: 'json',
    reference: (variable) => `\${${variable}}`,
    local: ({ command, args }, env) => ({ type: 'stdio', command, args, env }),
    remote: (url, headers) => ({ type: 'http', url, ...headers }),
    wrap: mcpServers,
    secretNote: IN_ENVIRONMENT,
  },
  {
    name: 'cursor',
    title: 'Cursor',
    file: '.cursor/mcp.json',
    format: 'json',
    reference: (variable) => `\${env:${variable}}`,
    local: plain,
    remote: (url, headers) => ({ url, ...headers }),
    wrap: mcpServers,
    secretNote: IN_ENVIRONMENT,
  },
  {
    name: 'vscode',
    title: 'VS Code',
    file: '.vscode/mcp.json',
    format: 'json',
    reference: (variable) => `\${input:${inputId(variable)}}`,
    local: ({ command, args }, env) => ({ type: 'stdio', command, args, env }),
    remote: (url, headers) => ({ type: 'http', url, ...headers }),
    wrap: (openobserve, secrets) => ({
      ...(secrets.length === 0
        ? {}
        : {
            inputs: secrets.map((variable) => ({
              type: 'promptString',
              id: inputId(variable),
              description: `${variable} for openobserve-mcp`,
              password: true,
            })),
          }),
      servers: { openobserve },
    }),
    secretNote: 'VS Code asks for it at the first start and keeps it:',
  },
  {
    name: 'windsurf',
    title: 'Windsurf',
    file: '~/.codeium/windsurf/mcp_config.json',
    format: 'json',
    reference: (variable) => `\${env:${variable}}`,
    local: plain,
    remote: (serverUrl, headers) => ({ serverUrl, ...headers }),
    wrap: mcpServers,
    secretNote: IN_ENVIRONMENT,
  },
  {
    name: 'zed',
    title: 'Zed',
    file: 'settings.json of Zed',
    format: 'json',
    reference: null,
    local: plain,
    remote: null,
    wrap: (openobserve) => ({ context_servers: { openobserve } }),
    secretNote: 'Zed cannot refer to a variable: write it under env yourself:',
  },
  {
    name: 'goose',
    title: 'Goose',
    file: '~/.config/goose/config.yaml',
    format: 'yaml',
    reference: (variable) => `\${${variable}}`,
    local: ({ command, args }, envs) => ({
      type: 'stdio',
      cmd: command,
      args,
      // Goose takes secrets from its keyring by their names, and these alone.
      envs: Object.fromEntries(Object.entries(envs).filter(([, value]) => !value.startsWith('${'))),
    }),
    remote: (uri, headers) => ({ type: 'streamable_http', uri, ...headers }),
    wrap: (server, secrets) => ({
      extensions: {
        openobserve: {
          name: 'openobserve',
          enabled: true,
          ...server,
          ...(secrets.length === 0 ? {} : { env_keys: secrets }),
          timeout: 300,
        },
      },
    }),
    secretNote: 'Goose takes it from its keyring ("goose configure") or from the environment:',
  },
];

const fileNote = (path: string, what: string) =>
  `Put ${what} into ${path}, readable by you alone: the snippet only names the file.`;

function localSnippet(form: Form, target: LocalTarget, files: SecretFiles): Snippet {
  const { reference } = form;
  const canUseFile = reference === null && target.secrets.includes('API_KEY');
  const secrets = canUseFile ? target.secrets.filter((name) => name !== 'API_KEY') : target.secrets;
  const env = {
    ...target.settings,
    ...(canUseFile ? { API_KEY_FILE: files.apiKey } : {}),
    ...(reference === null ? {} : Object.fromEntries(secrets.map((name) => [name, reference(name)]))),
  };
  return {
    format: form.format,
    content: form.wrap(form.local(stdioCommand(target), env), secrets),
    notes: [
      ...(canUseFile ? [fileNote(files.apiKey, 'the value of API_KEY')] : []),
      ...secrets.map((name) => `${form.secretNote} ${name}.`),
    ],
  };
}

function remoteSnippet(form: Form, target: RemoteTarget, files: SecretFiles): Snippet {
  const { reference, remote } = form;
  const secrets = target.keyHeader === null ? [] : [KEY_VARIABLE];
  if (reference === null || remote === null)
    return {
      format: form.format,
      content: form.wrap(form.local(bridgeCommand(target, files.header), {}), []),
      notes: [
        ...Object.entries(keyHeaders(target, 'KEY')).map(([name, value]) =>
          fileNote(files.header, `the line "${name}: ${value}"`),
        ),
        ...(form.name === 'claude-desktop'
          ? [
              'Where the address is public and signs people in by OAuth, Settings > Connectors takes it without this file.',
            ]
          : []),
      ],
    };
  const headers = secrets.length === 0 ? {} : { headers: keyHeaders(target, reference(KEY_VARIABLE)) };
  return {
    format: form.format,
    content: form.wrap(remote(target.url, headers), secrets),
    notes: secrets.map((name) => `${form.secretNote} ${name}.`),
  };
}

/** The clients that snippets are written for. */
export const CLIENTS: readonly Client[] = FORMS.map((form) => ({
  name: form.name,
  title: form.title,
  file: form.file,
  snippet: (target, files) =>
    target.kind === 'local' ? localSnippet(form, target, files) : remoteSnippet(form, target, files),
}));
