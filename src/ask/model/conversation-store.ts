import { randomUUID } from 'node:crypto';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import type { PlanStep } from '../plan/plan.ts';
import type { CallAnswer, Turn, Usage } from '../providers/provider.ts';
import type { MissingArgument } from '../types.ts';
import type { MadeRead } from './toolbox.ts';

/** A question of the model to the person, and the call in which it was put. */
export interface PutQuestion extends MissingArgument {
  readonly callId: string;
}

/** Everything of a conversation that an answer of the person goes on with. */
export interface Talk {
  readonly turns: readonly Turn[];
  /** The tools that were found on the way, by name. */
  readonly found: readonly string[];
  readonly reads: readonly MadeRead[];
  readonly steps: readonly PlanStep[];
  /** Answers by the calls that they were given to. */
  readonly seen: ReadonlyMap<string, string>;
  readonly usage: Usage;
  /** Answers to the other calls of the turn that asked. */
  readonly told: readonly CallAnswer[];
  /** The model's last words; null while it is not at its end. */
  readonly words: string | null;
}

/** What travels through the client with a question: enough to find the talk, or to tell another one what was asked. */
export interface TalkToken {
  readonly id: string;
  readonly questions: readonly PutQuestion[];
  /** Earlier questions, each with its answer. */
  readonly said: readonly string[];
}

/**
 * Conversations that wait for a person's answer, in this process and for some minutes. An answer that comes to another
 * process, or later, begins anew with the questions and answers of its token.
 */
export interface Talks {
  keep(talk: Talk, caller: string, request: string): string;
  find(id: string, caller: string, request: string): Talk | null;
}

const LIFE_MS = 10 * 60_000;
const MOST = 200;

/** Conversations that wait for an answer of the person, kept in this process. */
export function createTalks(nowMs: () => number): Talks {
  const kept = new Map<string, { readonly untilMs: number; readonly of: string; readonly talk: Talk }>();
  const ownerOf = (caller: string, request: string) => stringifyExact([caller, request]);
  return {
    keep(talk, caller, request) {
      for (const [id, { untilMs }] of kept) if (untilMs < nowMs()) kept.delete(id);
      if (kept.size >= MOST) kept.delete(kept.keys().next().value as string);
      const id = randomUUID();
      kept.set(id, { untilMs: nowMs() + LIFE_MS, of: ownerOf(caller, request), talk });
      return id;
    },
    find(id, caller, request) {
      const found = kept.get(id);
      return found && found.untilMs >= nowMs() && found.of === ownerOf(caller, request) ? found.talk : null;
    },
  };
}

/** A token as text that can go on a command line and into a URL. */
export const textOfToken = (token: TalkToken): string =>
  Buffer.from(stringifyExact(token)).toString('base64url');

/** Null for a text that is none. */
export function tokenInText(text: string): TalkToken | null {
  try {
    const { id, questions, said } = parseExact(Buffer.from(text, 'base64url').toString()) as TalkToken;
    return typeof id === 'string' && Array.isArray(questions) && Array.isArray(said)
      ? { id, questions, said }
      : null;
  } catch {
    return null;
  }
}
