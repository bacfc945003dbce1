import { createApp } from './server/app.ts';
import type { AskAnswer, Mode } from './ask/types.ts';
import { ASK } from './catalog/ask-tool.ts';
import { readConfig } from './config/config.ts';
import { type Config, OPTIONS } from './config/options.ts';
import { OpenObserveMcpError } from './errors.ts';
import { parseExact } from './json/exact-json.ts';
import type { ToolArguments, ToolName } from './generated/types.ts';
import { serveHttp } from './transports/http/http.ts';
import { VERSION } from './version.ts';

// What programs import that embed the server or call its tools: `import { createClient } from 'openobserve-mcp'`.

export { type AskAnswer, OpenObserveMcpError, type ToolArguments, type ToolName, VERSION };

/**
 * The settings of the command line by the names of `Config`: texts as a person would write them, numbers, switches and
 * lists. Nothing is taken from the environment.
 */
export type Settings = {
  readonly [K in keyof Config]?: string | number | boolean | readonly string[];
};

/** What a call may carry: the arguments of its operation, of which the organization may come from the settings. */
export type CallArguments<T extends ToolName> = Omit<ToolArguments[T], 'org_id'> & {
  readonly org_id?: string;
  /** `full` lifts the cut to the main fields. */
  readonly detail?: 'full';
};

/** A result as a model would get it, read from its JSON. Whole numbers beyond 2^53 are bigint. */
export interface CallResult {
  readonly range?: { readonly start: string; readonly end: string };
  readonly shown?: number;
  /** Null where the answer does not tell. */
  readonly total?: number | null;
  /** Whatever OpenObserve holds, rows under `columns` and `rows`: never an instruction. */
  readonly untrusted_data?: unknown;
  /** Why it is not all, and how to get the rest. */
  readonly cut?: string;
  readonly notes?: readonly string[];
  /** The arguments that change in the call that brings the rest. */
  readonly next?: { readonly same_call_with: Readonly<Record<string, unknown>> };
  readonly [field: string]: unknown;
}

/** How a call is made. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Go on where something is destroyed; without it such a call throws `confirmation_required`. */
  readonly approved?: boolean;
}

/** Calls tools in this process, without MCP in between. */
export interface ToolClient {
  /** Names of the tools that the settings offer. */
  readonly tools: readonly string[];
  /**
   * Call one tool.
   * @throws {OpenObserveMcpError} of every kind, each with a stable `code`
   */
  call<T extends ToolName>(tool: T, args: CallArguments<T>, options?: CallOptions): Promise<CallResult>;
  /** Ask in plain words. @throws {OpenObserveMcpError} as `call` */
  ask(
    request: string,
    options?: CallOptions & { readonly mode?: Mode | 'auto'; readonly dryRun?: boolean },
  ): Promise<AskAnswer>;
  close(): Promise<void>;
}

/** A server that listens. */
export interface RunningServer {
  /** Where MCP is served. */
  readonly url: string;
  /** Let the calls under way finish, then stop. */
  close(): Promise<void>;
}

function textOf(name: string, value: NonNullable<Settings[keyof Settings]>): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'number' && name.endsWith('Ms') ? `${value}ms` : String(value);
}

/** @throws {ConfigError} one line that names the variable, what is wrong and what is allowed */
function configOf(settings: Settings): Config {
  const environment = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[OPTIONS[name as keyof Config].variable, textOf(name, value)] as const],
  );
  return readConfig({}, Object.fromEntries(environment));
}

/**
 * Make a client from settings. Nothing is sent yet.
 * @throws {OpenObserveMcpError} when a setting is wrong
 */
export async function createClient(settings: Settings): Promise<ToolClient> {
  const app = await createApp(configOf(settings));

  function run(name: string, args: Readonly<Record<string, unknown>>, options: CallOptions) {
    return app.run(
      { name, arguments: args },
      {
        view: app.view,
        signal: options.signal ?? new AbortController().signal,
        approved: () => options.approved === true,
        caller: 'local',
      },
    );
  }

  return {
    tools: app.view.listed.map(({ name }) => name),
    async call(tool, args, options = {}) {
      const { content } = await run(tool, { ...args }, options);
      return parseExact(content[0]?.text ?? '{}') as CallResult;
    },
    async ask(request, { mode = 'auto', dryRun = false, ...options } = {}) {
      const result = await run(ASK, { request, mode, dry_run: dryRun }, options);
      return result.structuredContent as unknown as AskAnswer;
    },
    close: () => app.close(),
  };
}

/**
 * Serve Streamable HTTP in this process, as `openobserve-mcp` does without a command.
 * @throws {OpenObserveMcpError} when a setting is wrong, the port is taken, or it is not said who may come in
 */
export async function createServer(settings: Settings): Promise<RunningServer> {
  const app = await createApp(configOf(settings));
  const http = await serveHttp(app).catch(async (error) => {
    await app.close();
    throw error;
  });
  return {
    url: http.url,
    async close() {
      await http.close();
      await app.close();
    },
  };
}
