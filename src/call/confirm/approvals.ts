import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConfirmationRequired, InputError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { ToolRow } from '../../contract/tool.ts';

const TOKEN_LIFE_MS = 10 * 60_000;

/** Decides whether a call that deserves a second look may run now. */
export interface Approvals {
  /**
   * Passes when the call needs no approval or has it; otherwise throws.
   * @throws {ConfirmationRequired} when nobody approved it yet, with a preview, and a token where a repeat may carry one
   * @throws {InputError} when the token is for other arguments or another caller, was used, or has expired
   */
  require(
    row: ToolRow,
    args: Readonly<Record<string, unknown>>,
    approval: Approval,
    look: PreviewOf,
  ): Promise<void>;
}

/** Why the call deserves a second look, null when it does not; and what that look shows. */
export interface PreviewOf {
  reason(): Promise<string | null>;
  preview(reason: string): Promise<string>;
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
  /** Signs; replicas share it. */
  readonly stateKey: string;
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

/** @see design.md 9; a token is a second look by the model, not a person's approval. */
export function createApprovals({ mode, stateKey, nowMs }: ApprovalsOptions): Approvals {
  const key = createHash('sha256').update(`confirm:${stateKey}`).digest();
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest('base64url');

  /** Tokens that were redeemed here, until they expire: one preview, one call. */
  const redeemed = new Map<string, number>();

  function mint(digest: string, caller: string): string {
    const expires = Math.floor((nowMs() + TOKEN_LIFE_MS) / 1000).toString(36);
    const name = `${expires}-${randomBytes(6).toString('hex')}`;
    return `${name}.${sign(`${name}.${digest}.${caller}`)}`;
  }

  function check(token: string, digest: string, caller: string): void {
    const [name = '', signature = ''] = token.split('.');
    const wanted = Buffer.from(sign(`${name}.${digest}.${caller}`));
    const given = Buffer.from(signature);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new InputError(
        'The "confirm" token does not belong to this call: it holds for one tool with exactly the arguments that were previewed. Call again without it for a new preview.',
        {
          code: 'confirm_mismatch',
        },
      );
    }
    const untilMs = Number.parseInt(name, 36) * 1000;
    if (untilMs < nowMs()) {
      throw new InputError('The "confirm" token has expired. Call again without it for a new preview.', {
        code: 'confirm_expired',
      });
    }
    for (const [old, oldMs] of redeemed) if (oldMs < nowMs()) redeemed.delete(old);
    if (redeemed.has(name)) {
      throw new InputError(
        'The "confirm" token was used already. If the call is really to run again, call without it for a new preview.',
        { code: 'confirm_used' },
      );
    }
    redeemed.set(name, untilMs);
  }

  return {
    async require(row, args, { isApproved, token, caller }, look) {
      if (mode === 'never') return;
      const reason = await look.reason();
      if (reason === null) return;
      const digest = digestOf(row.name, args);
      if (isApproved(digest)) return;
      if (mode === 'token' && typeof token === 'string' && token !== '') return check(token, digest, caller);
      throw new ConfirmationRequired(
        await look.preview(reason),
        mode === 'token' ? mint(digest, caller) : null,
        digest,
      );
    },
  };
}
