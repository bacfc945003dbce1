import { setImmediate as pause } from 'node:timers/promises';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConfirmationRequired, InputError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { ToolRow } from '../../contract/tool.ts';
import type { Spent } from './spent.ts';

const LIFE_MS = 10 * 60_000;

/** Decides whether a call that deserves a second look may run now. */
export interface Approvals {
  /**
   * Passes when the call needs no approval or has it; otherwise throws.
   * @throws {ConfirmationRequired} when nobody approved it yet, with a preview, and a token where a repeat may carry one
   * @throws {InputError} when the token is for other arguments or another caller, was used, has expired, or what it was
   * given for is not as it was
   */
  require(
    row: ToolRow,
    args: Readonly<Record<string, unknown>>,
    approval: Approval,
    look: PreviewOf,
  ): Promise<void>;
}

/**
 * Why a call deserves a second look, or what that look shows. `state` is what it rests on, as it was read: null where a
 * second call would find the same, or nothing could be read.
 */
export interface PreviewText {
  readonly text: string;
  readonly state: unknown;
}

/** Why the call deserves a second look, null when it does not; and what that look shows. */
export interface PreviewOf {
  reason(): Promise<PreviewText | null>;
  /**
   * Why a call that deserves none is shown all the same, to a person who approves it where no model can; null where it
   * is not.
   */
  readonly plan: string | null;
  preview(
    reason: string,
  ): Promise<PreviewText & { /** The same without the call itself. */ readonly facts?: string }>;
}

/** What a call brings along. */
export interface Approval {
  /** Whether a person said yes to all that is done now, as to a plan or on the command line. */
  readonly isApproved: () => boolean;
  /** What a person's yes to an earlier preview of this call brings back; null without one. */
  readonly pledge: string | null;
  /** The token of an earlier preview, as the caller gave it. */
  readonly token: unknown;
  readonly caller: string;
}

interface ApprovalsOptions {
  readonly mode: 'person' | 'token' | 'never';
  /** Signs; replicas of one OpenObserve share it. */
  readonly stateKey: string;
  readonly nowMs: () => number;
  readonly spent: Spent;
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

/** The state of what was previewed in a few letters; empty where nothing is known of it. */
function stateOf(reason: PreviewText, preview: PreviewText): string {
  const known = [reason.state, preview.state].filter((state) => state !== null);
  if (known.length === 0) return '';
  return createHash('sha256')
    .update(stringifyExact(canonical(known)))
    .digest('hex')
    .slice(0, 16);
}

type Kind = 'token' | 'pledge';

/** What a call brings to be redeemed. */
interface Offered {
  readonly kind: Kind;
  readonly minted: string;
}
type Fault = 'mismatch' | 'expired' | 'used' | 'changed' | 'elsewhere';

/** When what has this name expires: its first part is seconds since the epoch. */
const expiryMs = (name: string) => Number.parseInt(name, 36) * 1000;

const AGAIN = 'Call again without it for a new preview.';
const FAULTS: Readonly<Record<Fault, string>> = {
  mismatch: `The "confirm" token does not belong to this call: it holds for one tool with exactly the arguments that were previewed. ${AGAIN}`,
  expired: `The "confirm" token has expired. ${AGAIN}`,
  used: `This approval was used already: it holds for one call. If the call is really to run again, call without it for a new preview.`,
  changed: `What the call is about has changed since the preview, or the call ran already. ${AGAIN}`,
  elsewhere: `This approval was given by another start or another replica of this server, which may have carried it out: that cannot be seen from here. ${AGAIN}`,
};

/** A token is a second look by the model, not a person's approval. */
export function createApprovals({ mode, stateKey, nowMs, spent }: ApprovalsOptions): Approvals {
  const key = createHash('sha256').update(`confirm:${stateKey}`).digest();
  /** Tells what this process gave out, and so knows the use of, from what another did. */
  const process = randomBytes(6).toString('hex');

  const sign = (kind: Kind, name: string, digest: string, caller: string) =>
    createHmac('sha256', key)
      .update(stringifyExact([kind, name, digest, caller]))
      .digest('base64url');

  function mint(kind: Kind, digest: string, caller: string, state: string): string {
    const expires = Math.floor((nowMs() + LIFE_MS) / 1000).toString(36);
    const name = [expires, randomBytes(6).toString('hex'), process, state].join('-');
    return `${name}.${sign(kind, name, digest, caller)}`;
  }

  /** Why what was minted does not hold for this call, whatever there is now; null where it may. */
  async function faultIn({ kind, minted }: Offered, digest: string, caller: string): Promise<Fault | null> {
    const [name = '', signature = ''] = minted.split('.');
    const wanted = Buffer.from(sign(kind, name, digest, caller));
    const given = Buffer.from(signature);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'mismatch';
    if (expiryMs(name) < nowMs()) return 'expired';
    return (await spent.has(name)) ? 'used' : null;
  }

  /** Redeem what has no fault, once. Why it does not hold for what there is now; null where it does. */
  async function redeem({ minted }: Offered, stateNow: string): Promise<Fault | null> {
    const [name = ''] = minted.split('.');
    const [, , by, state] = name.split('-');
    if (await spent.has(name)) return 'used';
    if (state !== stateNow) return 'changed';
    if (state === '' && by !== process && !spent.isShared) return 'elsewhere';
    return (await spent.take(name, expiryMs(name))) ? null : 'used';
  }

  /** A person's yes to another step, or to what is not as it was, is asked for again; all else is told. */
  function refuse({ kind }: Offered, fault: Fault | null): void {
    if (fault === null || (kind === 'pledge' && fault !== 'used' && fault !== 'elsewhere')) return;
    throw new InputError(FAULTS[fault], { code: `confirm_${fault}` });
  }

  function offeredBy({ pledge, token }: Approval, takesTokens: boolean): Offered | null {
    if (pledge !== null) return { kind: 'pledge', minted: pledge };
    return takesTokens && typeof token === 'string' && token !== '' ? { kind: 'token', minted: token } : null;
  }

  return {
    async require(row, args, approval, look) {
      if (mode === 'never') return;
      const needed = await look.reason();
      const reason = needed ?? (look.plan === null ? null : { text: look.plan, state: null });
      if (reason === null || approval.isApproved()) return;
      const { caller } = approval;
      // What is to be approved may be large, and each step takes its time.
      await pause();
      const digest = digestOf(row.name, args);
      // A plan alone is approved where only a person sees it, whoever must approve the rest.
      const takesTokens = mode === 'token' || needed === null;
      const offered = offeredBy(approval, takesTokens);
      const early = offered && (await faultIn(offered, digest, caller));
      if (offered) refuse(offered, early);
      await pause();
      const preview = await look.preview(reason.text);
      const state = stateOf(reason, preview);
      if (offered && early === null) {
        const fault = await redeem(offered, state);
        if (fault === null) return;
        refuse(offered, fault);
      }
      throw new ConfirmationRequired(
        preview.text,
        takesTokens ? mint('token', digest, caller, state) : null,
        mint('pledge', digest, caller, state),
        mode === 'token',
        preview.facts,
      );
    },
  };
}
