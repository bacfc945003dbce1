import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConfirmationRequired, InputError, PersonNeeded } from './errors.ts';
import { stringifyExact } from './exact-json.ts';
import type { PersonReply } from './question.ts';
import type { ToolRow } from './tool.ts';

const TOKEN_LIFE_MS = 10 * 60_000;

/** Decides whether a destructive call may run now. */
export interface Approvals {
  /**
   * Passes when the call is approved; otherwise throws.
   * @throws {ConfirmationRequired} when nobody approved it yet, with a preview, and a token where a repeat may carry one
   * @throws {InputError} when the token is for other arguments, another caller, or has expired
   */
  require(row: ToolRow, args: Readonly<Record<string, unknown>>, approval: Approval): void;
}

/** What a call brings along: a person's yes, or the token of an earlier preview. */
export interface Approval {
  /** Whether a person said yes to the call with this digest. */
  readonly isApproved: (digest: string) => boolean;
  readonly token: unknown;
  readonly caller: string;
}

interface ApprovalsOptions {
  readonly mode: 'person' | 'token' | 'never';
  /** Shared by all replicas (`O2_STATE_KEY`); null makes a key that lives as long as this process. */
  readonly stateKey: string | null;
  readonly nowMs: () => number;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

/** What an approval is bound to: the tool and its arguments, in any order. */
export function digestOf(tool: string, args: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(stringifyExact([tool, canonical(args)]))
    .digest('base64url');
}

/** A preview as a question to a person. The state carries the digest, to which a yes is bound. */
export function approvalQuestion(
  { preview, digest }: ConfirmationRequired,
  state: Readonly<Record<string, unknown>> = {},
): PersonNeeded {
  const approve = { type: 'boolean', title: 'Go on?', description: 'Nothing is done unless you say yes' };
  const question = { message: preview, properties: { approve }, required: ['approve'] };
  return new PersonNeeded(question, { ...state, digest });
}

/** Whether a person said yes to the call with this digest. */
export function isApprovedBy(reply: PersonReply | undefined, digest: string): boolean {
  const asked = reply?.state as { readonly digest?: unknown } | null | undefined;
  return reply?.content?.approve === true && asked?.digest === digest;
}

/** Destructive calls always; others that the contract names, unless they only switch something on. */
function isWorthALook(row: ToolRow, args: Readonly<Record<string, unknown>>): boolean {
  return row.access === 'destructive' || (row.confirm !== null && args.value !== true);
}

function previewOf(row: ToolRow, args: Readonly<Record<string, unknown>>): string {
  const named = Object.entries(args).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : stringifyExact(value)}`,
  );
  const why =
    row.access === 'destructive' ? 'This cannot be undone.' : `It needs a second look: ${row.confirm}.`;
  return `${row.title} would run with ${named.join(', ')}. ${why}`;
}

/** @see design.md 9; a token is a second look by the model, not a person's approval. */
export function createApprovals({ mode, stateKey, nowMs }: ApprovalsOptions): Approvals {
  const key =
    stateKey === null ? randomBytes(32) : createHash('sha256').update(`confirm:${stateKey}`).digest();
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest('base64url');

  function mint(digest: string, caller: string): string {
    const expires = Math.floor((nowMs() + TOKEN_LIFE_MS) / 1000).toString(36);
    return `${expires}.${sign(`${expires}.${digest}.${caller}`)}`;
  }

  function check(token: string, digest: string, caller: string): void {
    const [expires = '', signature = ''] = token.split('.');
    const wanted = Buffer.from(sign(`${expires}.${digest}.${caller}`));
    const given = Buffer.from(signature);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new InputError(
        'The "confirm" token does not belong to this call: it holds for one tool with exactly the arguments that were previewed. Call again without it for a new preview.',
        {
          code: 'confirm_mismatch',
        },
      );
    }
    if (Number.parseInt(expires, 36) * 1000 < nowMs()) {
      throw new InputError('The "confirm" token has expired. Call again without it for a new preview.', {
        code: 'confirm_expired',
      });
    }
  }

  return {
    require(row, args, { isApproved, token, caller }) {
      if (mode === 'never' || !isWorthALook(row, args)) return;
      const digest = digestOf(row.name, args);
      if (isApproved(digest)) return;
      if (mode === 'token' && typeof token === 'string' && token !== '') return check(token, digest, caller);
      throw new ConfirmationRequired(
        previewOf(row, args),
        mode === 'token' ? mint(digest, caller) : null,
        digest,
      );
    },
  };
}
