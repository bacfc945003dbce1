import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { InputError } from '../../errors.ts';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import type { Plan } from './plan.ts';

const LIFE_MS = 10 * 60_000;
const LONGEST = 1 << 20;

/** Plans as text that travels through a client and back, for callers whose client cannot ask a person. */
export interface PlanTokens {
  mint(plan: Plan, caller: string, request: string): string;
  /** @throws {InputError} when it was changed, has expired, or is for another caller or request */
  open(token: string, caller: string, request: string): Plan;
}

/** `stateKey` signs; replicas share it. */
export function createPlanTokens(stateKey: string, nowMs: () => number): PlanTokens {
  const key = createHash('sha256').update(`plan:${stateKey}`).digest();
  const sign = (body: string, caller: string, request: string) =>
    createHmac('sha256', key)
      .update(stringifyExact([body, caller, request]))
      .digest('base64url');
  return {
    mint(plan, caller, request) {
      const text = stringifyExact({ until: nowMs() + LIFE_MS, plan });
      const body = deflateRawSync(text).toString('base64url');
      return `${body}.${sign(body, caller, request)}`;
    },
    open(token, caller, request) {
      const [body = '', signature = ''] = token.split('.');
      const wanted = Buffer.from(sign(body, caller, request));
      const given = Buffer.from(signature);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new InputError(
          'The plan does not belong to this request, or was changed. Call ask again with the same request, and answers exactly as they stand in "resume".',
          { code: 'plan_mismatch' },
        );
      const text = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: LONGEST }).toString();
      const { until, plan } = parseExact(text) as { until: number; plan: Plan };
      if (until < nowMs())
        throw new InputError('The plan has expired. Call ask again without it for a new one.', {
          code: 'plan_expired',
        });
      return plan;
    },
  };
}
