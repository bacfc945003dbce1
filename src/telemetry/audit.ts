import { open } from 'node:fs/promises';
import { ConfigError } from '../errors.ts';
import { LONGEST } from '../limits.ts';
import type { Log } from '../log.ts';
import type { CallRecord, Sink } from './records.ts';

/** The fields of an audit line, in their order: what each says. `docs/http.md` shows this table. */
export const AUDIT_FIELDS: Readonly<Record<string, string>> = {
  ts: 'when the call began, ISO 8601',
  event: 'always `tool_call`',
  trace_id: 'W3C trace, continued from the caller or new',
  span_id: 'the call in that trace',
  parent_span_id: 'the step of the caller, where it named one',
  transport: '`http` or `stdio`',
  key: 'name of the key that the caller presented; `local`, `anyone`, `api-key`, `caller` or `oauth` where there was none',
  gateway: 'kind of the gateway, for the key of one',
  user: 'the person that the gateway or token named',
  verified_by: 'who vouches for the person',
  account: 'as whom it acted in OpenObserve: `own` is the credential of this server',
  instance:
    'name of the OpenObserve that it went to, where there are several; several names joined by commas',
  client_ip: 'address of the client behind the trusted proxies',
  kong_request_id: '`X-Kong-Request-Id`',
  cf_ray: '`CF-Ray`',
  correlation_id: '`X-Correlation-ID`',
  era: '`legacy` (2025 and before) or `modern` (2026)',
  protocol_version: 'as the request said it',
  method: '`tools/call`, or `resources/read` or `completion/complete` for a read that one of them needed',
  rpc_id: 'id of the JSON-RPC request',
  tool: 'the tool as the caller wrote it, cut to 64 characters',
  operations: 'the operations of OpenObserve that it came to',
  access: '`read`, `write` or `destructive`: the gravest of them',
  arguments: 'names of the arguments, never their values',
  status: 'HTTP status of the answer',
  end: '`ok`, `error`, `asked` (nothing done yet, a confirmation is needed) or `refused`',
  is_error: 'whether the result is an error',
  error: 'stable code of the error',
  duration_ms: 'how long it took',
  bytes_in: 'size of the request',
  bytes_out: 'size of the text of the result',
};

const LONGEST_NAME = 64;
const MOST_NAMES = 50;

/** A call as the fields of its line; what is not known is left out. */
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
    rpc_id: typeof record.rpcId === 'string' ? record.rpcId.slice(0, LONGEST.id) : record.rpcId,
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
  const known: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== null) known[name] = fields[name];
  return known;
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
      `The file named by O2_AUDIT cannot be written (${(error as NodeJS.ErrnoException).code}). Check its path and rights.`,
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
      held.push(`${JSON.stringify(auditFields(record))}\n`);
    },
    async close() {
      flush();
      await written;
      await lines.close();
    },
  };
}
