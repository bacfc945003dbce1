import { dirname } from 'node:path';
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
  /** A shorter way than the file, as a whole sentence. */
  readonly shortcut?: (server: object, secrets: readonly string[]) => string;
}

const mcpServers = (openobserve: object) => ({ mcpServers: { openobserve } });
const plain: Form['local'] = ({ command, args }, env) => ({ command, args, env });

const IN_ENVIRONMENT = 'Set it in the environment that the client is started from:';

/** A server as `claude mcp add-json` and the links of editors take it. */
const inShell = (server: object) => `'${JSON.stringify(server).replaceAll("'", "'\\''")}'`;

const inputId = (variable: string) => variable.toLowerCase().replaceAll('_', '-');

/** What VS Code asks for. */
function inputsOf(secrets: readonly string[]): object {
  if (secrets.length === 0) return {};
  return {
    inputs: secrets.map((variable) => ({
      type: 'promptString',
      id: inputId(variable),
      description: `${variable} for openobserve-mcp`,
      password: true,
    })),
  };
}

const FORMS: readonly Form[] = [
  {
    name: 'claude-desktop',
    title: 'Claude Desktop',
    file: 'claude_desktop_config.json, in ~/Library/Application Support/Claude on macOS and in %APPDATA%\\Claude on Windows',
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
    shortcut: (server) => `Or run: claude mcp add-json --scope user openobserve ${inShell(server)}`,
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
    shortcut: (server) =>
      `Or open: cursor://anysphere.cursor-deeplink/mcp/install?name=openobserve&config=${encodeURIComponent(Buffer.from(JSON.stringify(server)).toString('base64'))}`,
  },
  {
    name: 'vscode',
    title: 'VS Code',
    file: '.vscode/mcp.json',
    format: 'json',
    reference: (variable) => `\${input:${inputId(variable)}}`,
    local: ({ command, args }, env) => ({ type: 'stdio', command, args, env }),
    remote: (url, headers) => ({ type: 'http', url, ...headers }),
    wrap: (openobserve, secrets) => ({ ...inputsOf(secrets), servers: { openobserve } }),
    secretNote: 'VS Code asks for it at the first start and keeps it:',
    shortcut: (server, secrets) =>
      `Or open: vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: 'openobserve', ...inputsOf(secrets), ...server }))}`,
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
    name: 'gemini-cli',
    title: 'Gemini CLI',
    file: '~/.gemini/settings.json',
    format: 'json',
    reference: (variable) => `\${${variable}}`,
    local: plain,
    remote: (httpUrl, headers) => ({ httpUrl, ...headers }),
    wrap: mcpServers,
    secretNote: IN_ENVIRONMENT,
  },
  {
    name: 'jetbrains',
    title: 'JetBrains AI Assistant',
    file: 'Settings > Tools > AI Assistant > Model Context Protocol, as JSON',
    format: 'json',
    reference: null,
    local: plain,
    remote: null,
    wrap: mcpServers,
    secretNote: 'JetBrains IDEs cannot refer to a variable: write it under env yourself:',
  },
  {
    name: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    file: '~/.copilot/mcp-config.json',
    format: 'json',
    reference: null,
    local: ({ command, args }, env) => ({ type: 'local', command, args, env, tools: ['*'] }),
    remote: null,
    wrap: mcpServers,
    secretNote: 'Write it under env yourself:',
  },
  {
    name: 'librechat',
    title: 'LibreChat',
    file: 'librechat.yaml',
    format: 'yaml',
    reference: (variable) => `\${${variable}}`,
    local: ({ command, args }, env) => ({ type: 'stdio', command, args, env }),
    remote: (url, headers) => ({ type: 'streamable-http', url, ...headers }),
    wrap: mcpServers,
    secretNote: 'Set it in the .env file of LibreChat:',
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

/** Said of a package that the client would fetch. */
const FETCHED =
  'npx fetches the package from npm. Where it is not there, run this command in a checkout with --local, which starts that copy.';

const fileNote = (path: string, what: string) =>
  `Put ${what} into ${path}, readable by you alone: the snippet only names the file.`;

/** Nothing of the secret itself stands in the command. */
const fileCommand = (path: string) =>
  process.platform === 'win32'
    ? `With API_KEY set in PowerShell: New-Item -Force ${path} -Value $env:API_KEY`
    : `With API_KEY set in this shell: (umask 077; mkdir -p ${dirname(path)}; printf '%s\\n' "$API_KEY" > ${path})`;

function localSnippet(form: Form, target: LocalTarget, files: SecretFiles): Snippet {
  const { reference } = form;
  const canUseFile = reference === null && target.secrets.includes('API_KEY');
  const secrets = canUseFile ? target.secrets.filter((name) => name !== 'API_KEY') : target.secrets;
  const env = {
    ...target.settings,
    ...(canUseFile ? { API_KEY_FILE: files.apiKey } : {}),
    ...(reference === null ? {} : Object.fromEntries(secrets.map((name) => [name, reference(name)]))),
  };
  const server = form.local(stdioCommand(target), env);
  return {
    format: form.format,
    content: form.wrap(server, secrets),
    notes: [
      ...(form.shortcut === undefined ? [] : [form.shortcut(server, secrets)]),
      ...(canUseFile ? [fileNote(files.apiKey, 'the value of API_KEY'), fileCommand(files.apiKey)] : []),
      ...secrets.map((name) => `${form.secretNote} ${name}.`),
      ...(target.script === null ? [FETCHED] : []),
      `${form.title} sees it after a restart.`,
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
          ? ['If the server is public and uses OAuth, add its address under Settings > Connectors instead.']
          : []),
      ],
    };
  const headers = secrets.length === 0 ? {} : { headers: keyHeaders(target, reference(KEY_VARIABLE)) };
  const server = remote(target.url, headers);
  return {
    format: form.format,
    content: form.wrap(server, secrets),
    notes: [
      ...(form.shortcut === undefined ? [] : [form.shortcut(server, secrets)]),
      ...secrets.map((name) => `${form.secretNote} ${name}.`),
    ],
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
