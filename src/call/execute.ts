import { setImmediate as pause } from 'node:timers/promises';
import { readAnswer, withRows } from '../openobserve/answer.ts';
import type { Approvals } from './confirm/approvals.ts';
import { pledgeIn } from './confirm/approval-question.ts';
import { refuseReachingCode } from './checks/code.ts';
import { normalizeArguments } from './arguments/arguments.ts';
import type { View } from '../catalog/catalog.ts';
import { ApiError } from '../errors.ts';
import { hasMoreValues, refuseMany } from '../limits.ts';
import type { MayRead } from './checks/name-lists.ts';
import type { CheckNames } from './checks/name-checks.ts';
import type { OpenObserveResponse } from '../openobserve/client.ts';
import type { Operations } from '../openobserve/operations.ts';
import type { Organizations } from '../openobserve/organizations.ts';
import { refusalOf } from '../openobserve/refusals.ts';
import { maskChanges, maskPaths } from '../redact/hidden-members.ts';
import type { Outcome } from './outcome.ts';
import type { TimeRange } from './arguments/times.ts';
import type { PersonReply } from './confirm/question.ts';
import { checkAddress, placesOf } from '../openobserve/request.ts';
import { lossesIn } from './confirm/losses.ts';
import type { ShowPreview } from './confirm/preview.ts';
import { withShortForms } from './short-forms/expand.ts';
import { type CheckedSql, checkSql } from './checks/sql-guard.ts';
import type { ExplainEmpty } from './checks/empty/explain.ts';
import type { ResolveNames } from './checks/resolve-names.ts';
import type { Suggest } from './checks/suggest.ts';
import type { ToolRow, Arguments } from '../contract/tool.ts';
import { type CompletedUpdate, type CompleteUpdate, refuseEmpty } from './update.ts';
import type { Validate } from './arguments/validate.ts';
import type { InputSchemas } from '../contract/catalog-rows.ts';
import type { CheckAlert } from './short-forms/alert-check.ts';
import type { NoteWideStream } from './checks/wide-streams.ts';
import { isPlanned } from '../views/tool-views.ts';

const PLAN = 'It is made when it is approved.';

/** A tool and its arguments as they came in. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: Arguments;
  /** Arguments that this server made up, such as a first password: an approval holds whatever they are. */
  readonly made?: readonly string[];
}

/** Who calls, what they may see, and how they stop it. */
export interface CallContext {
  readonly view: View;
  readonly signal: AbortSignal;
  /** Whether a person said yes to all that is done now, as to a plan or on the command line. */
  readonly approved: () => boolean;
  /** Who calls, for tokens and audit: `local` on stdio. */
  readonly caller: string;
  /** Told of each operation that the call comes to; left out where nobody wants to know. */
  readonly onOperation?: (row: ToolRow) => void;
  /** Told of the OpenObserve that the call goes to, where there are several; left out where nobody wants to know. */
  readonly onInstance?: (name: string) => void;
  /** Told how far a call of several steps has come, of `total`; left out where nobody asked. */
  readonly onProgress?: (message: string, done: number, total?: number) => void;
  /** Whether a form can be shown to a person; left out where it cannot. */
  readonly canAsk?: boolean;
  /** Whether the answer goes to a person's own screen, and through no model; left out where it does not. */
  readonly forPerson?: boolean;
  /** Whether the client draws views beside the text; left out where it does not. */
  readonly hasViews?: boolean;
  /** Left out in the first round of a call. */
  readonly reply?: PersonReply;
}

/**
 * Run one API tool: look up in the view, normalize, check, confirm, build the request, send. The only way down.
 * @throws {OpenObserveMcpError} of every kind; nothing is sent unless the arguments are right
 */
export type Execute = (call: ToolCall, context: CallContext) => Promise<Outcome>;

/** What arguments are checked against. */
export interface Checks {
  readonly schemas: InputSchemas;
  readonly validate: Validate;
}

interface ExecuteOptions {
  readonly operations: Operations;
  readonly organizations: Organizations;
  readonly approvals: Approvals;
  readonly secondLook: ShowPreview;
  readonly completeUpdate: CompleteUpdate;
  readonly checkNames: CheckNames;
  readonly suggest: Suggest;
  readonly resolveNames: ResolveNames;
  readonly explainEmpty: ExplainEmpty;
  readonly noteWideStream: NoteWideStream;
  readonly checkAlert: CheckAlert;
  /** The schemas and their checks, loaded once and shared by all callers. */
  readonly loadChecks: () => Promise<Checks>;
  readonly timeZone: string;
  readonly nowMs: () => number;
}

/** Arguments of more values are walked through with others served in between. */
const MANY = 2000;

/** The SQL of a search, held against what only reads; it may have come in base64, in the alphabet of the server. */
function checkQuery(
  { sql, encoding, size }: Readonly<Arguments>,
  range: TimeRange | null,
): CheckedSql | null {
  if (typeof sql !== 'string') return null;
  const text =
    encoding === 'base64'
      ? Buffer.from(sql.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '='), 'base64').toString()
      : sql;
  return checkSql(text, range, typeof size === 'number' ? size : null);
}

/** The arguments that say which object is meant. */
function addressOf(row: ToolRow, args: Readonly<Arguments>): Arguments {
  return Object.fromEntries(
    Object.entries(args).filter(([name]) =>
      placesOf(row, name).some((place) => place.in === 'path' || place.in === 'query'),
    ),
  );
}

const mayReadIn =
  (view: View): MayRead =>
  ({ name }) =>
    view.reaches(name);

/** Build the one path that every call takes: arguments, checks, confirmation, request, result. */
export function createExecute(options: ExecuteOptions): Execute {
  const {
    operations,
    organizations,
    approvals,
    secondLook,
    completeUpdate,
    checkNames,
    suggest,
    resolveNames,
    explainEmpty,
    noteWideStream,
    checkAlert,
    loadChecks,
    timeZone,
    nowMs,
  } = options;
  async function send(row: ToolRow, args: Readonly<Arguments>, signal: AbortSignal) {
    const { request, response, notes } = await operations.send(row, args, signal);
    const refusal = refusalOf(response, {
      tool: row.name,
      edition: row.edition,
      isWrite: row.access !== 'read',
    });
    return { request, response, refusal, onRelease: notes };
  }

  /** What an answer holds without its hidden secrets, of organizations only those that may be seen. */
  function valueIn(row: ToolRow, response: OpenObserveResponse): unknown {
    const answer = maskPaths(readAnswer(response, row.access !== 'read'), row.hides);
    return withRows(answer, row.rows, (rows) => organizations.allowedRows(row, rows));
  }

  /** A read before a write is refused for the reasons of the write itself. */
  async function before<T>(
    row: ToolRow,
    args: Arguments,
    { signal, view }: CallContext,
    read: () => Promise<T>,
  ): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw await suggest(error, row, args, signal, mayReadIn(view));
    }
  }

  /** The arguments of a call, completed with what an update does not name. */
  async function complete(
    row: ToolRow,
    args: Arguments,
    context: CallContext,
  ): Promise<CompletedUpdate | null> {
    const { update } = row;
    return update && before(row, args, context, () => completeUpdate(row, update, args, context.signal));
  }

  return async (call, context) => {
    const { signal } = context;
    const mayRead = mayReadIn(context.view);
    const row = context.view.reach(call.name);
    context.onOperation?.(row);
    await operations.requireOperation(row, signal);
    const { schemas, validate } = await loadChecks();
    const { confirm, detail, ...given } = call.arguments;
    const schema = schemas.inputs[row.name] ?? {};
    const time = { nowUs: nowMs() * 1000, timeZone };
    const {
      args,
      range,
      notes: onArguments,
    } = normalizeArguments(row, given, schema, schemas.definitions, time);
    // Some may have come as text.
    refuseMany(args);
    // Each step walks through all of them.
    const isLarge = hasMoreValues(args, MANY);
    if (isLarge) await pause();
    const needsOrganization = row.places.org_id !== undefined;
    // What an update holds is checked when it is complete, but what it is about before anything is read.
    const whole = needsOrganization ? { org_id: 'default', ...args } : args;
    validate(row.name, whole, row.update === null ? undefined : addressOf(row, args));
    if (isLarge) await pause();
    refuseEmpty(row, args);
    checkAddress(row, args);
    refuseReachingCode(row, args);
    organizations.check(row, args);
    await operations.requireArguments(row, args, signal);
    const organization = needsOrganization ? await organizations.choose(args.org_id, signal) : null;
    const checked = checkQuery(args, range);
    if (checked && args.encoding !== 'base64') args.sql = checked.sql;
    const isBare = Object.keys(args).every((name) => name === 'org_id');
    const asked = isBare ? { ...args, ...row.unasked } : args;
    const placed = withShortForms(row, organization === null ? asked : { ...asked, org_id: organization });
    const onAlert = await checkAlert(row, args, placed, signal, mayRead);
    const wide = checked === null ? null : noteWideStream(checked.sql, placed, signal, mayRead);
    let update = await complete(row, placed, context);
    if (update) {
      // What is there may be large, and each step takes its time.
      await pause();
      validate(row.name, update.args, update.named);
    }
    await checkNames(row, placed, signal, mayRead);
    const previewed = update;
    const bound = Object.entries(placed).filter(([name]) => !call.made?.includes(name));
    await approvals.require(
      row,
      Object.fromEntries(bound),
      {
        isApproved: context.approved,
        pledge: pledgeIn(context.reply),
        token: confirm,
        caller: context.caller,
      },
      {
        reason: () => secondLook.reasonFor(row, placed, previewed, signal),
        plan: context.hasViews === true && isPlanned(row.name) ? PLAN : null,
        preview: (reason) =>
          before(row, placed, context, () => secondLook.preview(row, placed, reason, signal)),
      },
    );
    let sent = await send(row, update?.args ?? placed, signal);
    if (
      update &&
      row.update &&
      sent.refusal instanceof ApiError &&
      row.update.conflict.includes(sent.refusal.status)
    ) {
      update = await complete(row, placed, context);
      // What somebody else put in meanwhile was in no preview.
      if (String(lossesIn(update?.changes ?? [])) !== String(lossesIn(previewed?.changes ?? [])))
        throw sent.refusal;
      sent = await send(row, update?.args ?? placed, signal);
    }
    const resolved =
      sent.refusal && (await resolveNames.afterRefusal(sent.refusal, row, placed, signal, mayRead));
    const again = resolved && (await send(row, { ...placed, ...resolved.changed }, signal));
    if (resolved && again && again.refusal === null) {
      sent = again;
      Object.assign(args, resolved.changed);
      onArguments.push(resolved.note);
    }
    if (sent.refusal) throw await suggest(sent.refusal, row, placed, signal, mayRead);
    let value = valueIn(row, sent.response);
    const empty = { row, args: placed, answer: value, range, nowUs: time.nowUs };
    let explained = await explainEmpty(empty, signal, mayRead);
    if (explained?.repeat) {
      const repeated = await send(row, { ...placed, ...explained.repeat.changed }, signal);
      if (repeated.refusal === null) {
        sent = repeated;
        value = valueIn(row, repeated.response);
        Object.assign(args, explained.repeat.changed);
        onArguments.push(explained.repeat.note);
        const repeatedArgs = { ...placed, ...explained.repeat.changed };
        explained = await explainEmpty({ ...empty, args: repeatedArgs, answer: value }, signal, mayRead);
      }
    }
    onArguments.push(...(explained?.notes ?? []));
    const notes = [
      ...onArguments,
      ...sent.onRelease,
      ...(checked?.notes ?? []),
      ...onAlert,
      ...[await wide].filter((note) => note !== null),
    ];
    return {
      row,
      args,
      organization,
      isFull: detail === 'full',
      range,
      askedAtUs: time.nowUs,
      request: sent.request,
      value: explained?.value ?? value,
      seen: explained?.seen ?? {},
      notes,
      changes: update?.changes ? maskChanges(update.changes, row.hides) : null,
      truncated: sent.response.truncated,
    };
  };
}
