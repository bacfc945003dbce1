import { open } from 'node:fs/promises';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CallRecord, Sink } from './records.ts';
import { escapedControls } from '../redact/control-characters.ts';

/** The fields of an audit line, in their order: what each says. `docs/http.md` shows this table. */
export const AUDIT_FIELDS: Readonly<Record<string, string>> = {
  ts: 'start of the call, ISO 8601',
  event: 'always `tool_call`',
  trace_id: 'W3C trace, continued from the caller or new',
  span_id: 'span of the call',
  parent_span_id: "the caller's span, if it sent one",
  transport: '`http` or `stdio`',
  key: 'name of the key of the caller; `local`, `anyone`, `api-key`, `caller` or `oauth` without one',
  gateway: 'kind of gateway, if the key belongs to one',
  user: 'the person named by the gateway or token',
  verified_by: 'who verified the person',
  account: 'OpenObserve account of the call; `own` is the credential of this server',
  instance: 'name of the OpenObserve, if there are several; joined by commas if the call went to several',
  client_ip: 'client address, behind trusted proxies',
  kong_request_id: '`X-Kong-Request-Id`',
  cf_ray: '`CF-Ray`',
  correlation_id: '`X-Correlation-ID`',
  era: '`legacy` (2025 and before) or `modern` (2026)',
  protocol_version: 'as stated in the request',
  method: '`tools/call`; `resources/read` or `completion/complete` for reads made for them',
  rpc_id: 'ID of the JSON-RPC request',
  tool: 'tool name as the caller sent it, cut to 64 characters',
  operations: 'OpenObserve operations that were called',
  access: '`read`, `write` or `destructive`: the most severe',
  arguments: 'names of the arguments, never their values',
  status: 'HTTP status of the response',
  end: '`ok`, `error`, `asked` (waits for a confirmation) or `refused`',
  is_error: 'whether the result is an error',
  error: 'stable error code',
  duration_ms: 'duration in ms',
  bytes_in: 'request size in bytes',
  bytes_out: 'size of the result text in bytes',
};

const LONGEST_NAME = 64;
/** Of every other text: headers and credentials are what a caller writes. */
const LONGEST_TEXT = 256;
const MOST_NAMES = 50;

/** A call as the fields of its line; unknown fields are omitted. */
export function auditFields(record: CallRecord): Record<string, unknown> {
  const { span, origin } = record;
  const fields: Record<string, unknown> = {
    ts: new Date(record.startMs).toISOString(),
    event: 'tool_call',
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentId,
    transport: origin.transport,
    key: origin.key,
    gateway: origin.gateway,
    user: origin.user,
    verified_by: origin.verifiedBy,
    account: origin.account,
    instance: record.instances.length === 0 ? null : record.instances.join(','),
    client_ip: origin.clientAddress,
    ...origin.requestIds,
    era: record.era,
    protocol_version: record.protocolVersion,
    method: record.method,
    rpc_id: record.rpcId,
    tool: record.tool.slice(0, LONGEST_NAME),
    operations: record.operations,
    access: record.access,
    arguments: record.argumentNames.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME)),
    status: record.status,
    end: record.end,
    is_error: record.end === 'error' || record.end === 'refused',
    error: record.error,
    duration_ms: Math.round(record.durationMs * 10) / 10,
    bytes_in: origin.bytesIn,
    bytes_out: record.bytesOut,
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) fields[name] = undefined;
    if (typeof value === 'string') fields[name] = value.slice(0, LONGEST_TEXT);
  }
  return fields;
}

/** Where lines go. Lines that cannot be written are gone; those after them are tried. */
interface Lines {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws {ConfigError} when the file cannot be written */
async function linesToFile(path: string): Promise<Lines> {
  try {
    const file = await open(path, 'a', 0o600);
    return { write: (text) => file.appendFile(text), close: () => file.close() };
  } catch (error) {
    throw new ConfigError(
      `The file named by O2_AUDIT cannot be written (${(error as NodeJS.ErrnoException).code}). Check its path and permissions.`,
      { cause: error },
    );
  }
}

function linesToStream(stream: NodeJS.WriteStream): Lines {
  // Whoever read it may have left, which must not end the process.
  stream.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    close: async () => undefined,
  };
}

const QUIET_MS = 10_000;

interface AuditOptions {
  /** `stderr`, `stdout`, `off`, or the path of a file. */
  readonly target: string;
  readonly log: Log;
  /** Told of each line that could not be written. */
  readonly onLost: (lines: number) => void;
}

/**
 * One JSON line for each call; null for `off`. Lines that cannot be written are counted, and the log says so.
 * @throws {ConfigError} when the file cannot be written
 */
export async function createAudit({ target, log, onLost }: AuditOptions): Promise<Sink | null> {
  if (target === 'off') return null;
  const isFile = target !== 'stderr' && target !== 'stdout';
  const lines = isFile ? await linesToFile(target) : linesToStream(process[target]);
  let held: string[] = [];
  let written: Promise<void> = Promise.resolve();
  let toldMs = Number.NEGATIVE_INFINITY;
  let lost = 0;

  function tellLost(count: number, error: unknown): void {
    lost += count;
    onLost(count);
    if (performance.now() - toldMs < QUIET_MS) return;
    toldMs = performance.now();
    log.error('Audit lines could not be written and are lost.', {
      target,
      lost,
      reason: (error as NodeJS.ErrnoException).code,
    });
  }

  // One write for all calls that end at once: stderr and pipes are written synchronously.
  function flush(): void {
    if (held.length === 0) return;
    const [text, count] = [held.join(''), held.length];
    held = [];
    written = written.then(() => lines.write(text)).catch((error) => tellLost(count, error));
  }

  return {
    call(record) {
      if (held.length === 0) setImmediate(flush);
      held.push(`${escapedControls(JSON.stringify(auditFields(record)))}\n`);
    },
    async close() {
      flush();
      await written;
      await lines.close();
    },
  };
}
