import { homedir } from 'node:os';
import { join } from 'node:path';
import { CLIENTS, type SecretFiles } from '../../clients/clients.ts';
import { FORM_CLIENTS } from '../../clients/form-clients.ts';
import { EXAMPLE_UPSTREAM, GATEWAYS } from '../../clients/gateways.ts';
import { EVERYDAY, isLoopback } from '../../clients/start-command.ts';
import type { Snippet, Target } from '../../clients/target.ts';
import { writeSnippet } from '../../clients/write-snippet.ts';
import type { Config } from '../../config/options.ts';
import type { GivenSettings } from '../../config/given.ts';
import { didYouMean } from '../../names/nearest.ts';
import { ownScript } from './own-script.ts';
import { UsageError } from '../terminal/failure.ts';

/** Flags of `config`. */
export interface ConfigOptions {
  /** Address of a gateway or of the HTTP server; without it the client starts the server itself. */
  readonly url?: string;
  /** Header that carries the key. */
  readonly keyHeader?: string;
  /** Print JSON: the snippet as text, where it belongs, and the notes. */
  readonly json?: boolean;
  /** Start this copy, not the package on npm. */
  readonly local?: boolean;
}

const SECRET_FOLDER = join(homedir(), '.config', 'openobserve-mcp');
const SECRET_FILES: SecretFiles = {
  apiKey: join(SECRET_FOLDER, 'api-key'),
  header: join(SECRET_FOLDER, 'header'),
};

/** The address with the everyday tools, where it names none. Some editors stop at 128 tools. */
function everydayUrl(address: string): string {
  const url = new URL(address);
  if (url.searchParams.has('profile') || url.searchParams.has('toolsets')) return address;
  return `${address}${url.search === '' ? '?' : '&'}profile=core`;
}

/** @throws {UsageError} when it is no address of a server */
function checkUrl(url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url) || new URL(url).username !== '')
    throw new UsageError(
      '--url must be an address without a password, such as https://mcp.example.com/mcp or http://127.0.0.1:3000/mcp.',
    );
  return url;
}

/** @throws {UsageError} where the snippet starts nothing that could be this copy */
function refuseLocal(options: ConfigOptions, why: string): void {
  if (options.local)
    throw new UsageError(`--local says which copy a client starts, and ${why}. Leave it out.`);
}

/** @throws {UsageError} when this copy does not stay where it is */
function localScript(): string {
  const script = ownScript();
  if (script !== null) return script;
  throw new UsageError(
    'This copy lies in the cache of npx, which npm may empty. Leave --local out: then the client starts the package with npx. Or run this command from an installed copy or a checkout.',
  );
}

function targetOf({ settings, secrets }: GivenSettings, config: Config, options: ConfigOptions): Target {
  const { url, keyHeader = 'Authorization' } = options;
  if (url !== undefined) refuseLocal(options, 'with --url it starts none');
  if (url === undefined)
    return {
      kind: 'local',
      script: options.local === true ? localScript() : null,
      settings: { ...EVERYDAY, ...settings },
      // Without a credential the server says so at each call: better that the client asks for one.
      secrets:
        config.demo || (config.apiKeyFile ?? config.instancesFile) !== null || secrets.includes('API_KEY')
          ? secrets
          : ['API_KEY', ...secrets],
    };
  const isOpen =
    isLoopback(url) &&
    config.keys === null &&
    config.keysFile === null &&
    config.auth === 'keys' &&
    options.keyHeader === undefined;
  return { kind: 'remote', url: everydayUrl(checkUrl(url)), keyHeader: isOpen ? null : keyHeader };
}

/** Where a gateway would find the server that these settings make. */
function upstreamUrl({ host, port, publicUrl }: Config): string {
  if (publicUrl !== null) return publicUrl;
  const isOwn = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::'].includes(host);
  return isOwn ? EXAMPLE_UPSTREAM : `http://${host.includes(':') ? `[${host}]` : host}:${port}/mcp`;
}

/** What a server that the client starts itself would not know, and no snippet can. */
function lacking({ content }: Snippet, { settings }: GivenSettings, config: Config): string[] {
  const isTold = (settings.O2_BASE_URL ?? settings.O2_INSTANCES_FILE) !== undefined;
  const hasSettings = JSON.stringify(content).includes('O2_PROFILE');
  if (!hasSettings || config.demo || isTold) return [];
  return [
    'The snippet still needs O2_BASE_URL beside the other variables: the address of your OpenObserve, such as https://openobserve.example.com. With O2_BASE_URL set here, this command writes it in.',
  ];
}

/** Says that fewer tools are listed than there are. */
function profileNote({ content }: Snippet): string[] {
  const isCore = /O2_PROFILE[^\w]+core|profile=core/.test(JSON.stringify(content));
  return isCore ? ['The profile core lists the everyday tools; find_tools finds and calls all others.'] : [];
}

/** @throws {UsageError} when there is no such client */
function find(name: string, given: GivenSettings, config: Config, options: ConfigOptions) {
  const client = [...CLIENTS, ...FORM_CLIENTS].find((each) => each.name === name);
  if (client) {
    if (!CLIENTS.some((each) => each.name === name)) refuseLocal(options, `${client.title} starts none`);
    const snippet = client.snippet(targetOf(given, config, options), SECRET_FILES);
    return {
      ...client,
      snippet: {
        ...snippet,
        notes: [...lacking(snippet, given, config), ...profileNote(snippet), ...snippet.notes],
      },
    };
  }
  const gateway = GATEWAYS.find((each) => each.name === name);
  if (gateway) {
    refuseLocal(options, `${gateway.title} starts none`);
    const url = options.url === undefined ? upstreamUrl(config) : checkUrl(options.url);
    return { ...gateway, snippet: gateway.snippet({ url, timeoutMs: config.timeoutMs }) };
  }
  const names = [...CLIENTS, ...FORM_CLIENTS, ...GATEWAYS].map((each) => each.name);
  throw new UsageError(
    `There is no snippet for "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`,
  );
}

/**
 * Print what a client or gateway must be told to use this server with the settings in force. The snippet goes to stdout
 * and what to know of it to stderr, so that the first can go into a file. No secret is printed.
 */
export async function runConfig(
  name: string,
  given: GivenSettings,
  config: Config,
  options: ConfigOptions,
): Promise<number> {
  const { title, file, snippet }: { title: string; file: string; snippet: Snippet } = find(
    name,
    given,
    config,
    options,
  );
  const text = await writeSnippet(snippet);
  if (options.json) {
    const { format, notes } = snippet;
    process.stdout.write(`${JSON.stringify({ for: name, title, file, format, snippet: text, notes })}\n`);
    return 0;
  }
  process.stdout.write(`${text}\n`);
  // In a terminal both come as one.
  const apart = process.stdout.isTTY && process.stderr.isTTY ? '\n' : '';
  process.stderr.write(apart + [`${title}: ${file}`, ...snippet.notes].map((line) => `# ${line}\n`).join(''));
  return 0;
}
