import { randomUUID } from 'node:crypto';
import type { SharedState } from './shared-state.ts';

/** What another replica needs to go on with a session. */
export interface SessionRecord {
  /** Name of who opened it, and what they see, as text. */
  readonly caller: string;
  readonly view: string;
  /** The message that opened it. */
  readonly opening: unknown;
}

/** A message of a session for the replicas that know it; null where the session was closed. */
export type HearMessage = (id: string, message: unknown) => void;

/** Sessions that each replica can go on with, and messages between those that do. */
export interface SharedSessions {
  /** Name of this replica. */
  readonly replica: string;
  /** @throws {StateError} */
  keep(id: string, record: SessionRecord, lifeMs: number): Promise<void>;
  /** @throws {StateError} */
  find(id: string): Promise<SessionRecord | null>;
  /** Forget it, and tell the others. @throws {StateError} */
  drop(id: string): Promise<void>;
  /** `replica`: null for all others. @throws {StateError} */
  tell(replica: string | null, id: string, message: unknown): Promise<void>;
}

interface Told {
  readonly from: string;
  readonly to: string | null;
  readonly id: string;
  readonly message: unknown;
}

/** Replicas of earlier releases read what is not signed on one of another name, and must not be sent what is. */
const CHANNEL = 'session-messages';
const keyOf = (id: string) => `session:${id}`;

/** Sessions of MCP that any replica can serve, in the shared store. */
export async function createSharedSessions(state: SharedState, hear: HearMessage): Promise<SharedSessions> {
  const replica = randomUUID();
  await state.listen(CHANNEL, (text) => {
    const { from, to, id, message } = JSON.parse(text) as Told;
    if (from !== replica && (to === null || to === replica)) hear(id, message);
  });
  const tell = (to: string | null, id: string, message: unknown) =>
    state.publish(CHANNEL, JSON.stringify({ from: replica, to, id, message } satisfies Told));
  return {
    replica,
    keep: (id, record, lifeMs) => state.set(keyOf(id), JSON.stringify(record), lifeMs),
    async find(id) {
      const text = await state.get(keyOf(id));
      return text === null ? null : (JSON.parse(text) as SessionRecord);
    },
    async drop(id) {
      await state.delete(keyOf(id));
      await tell(null, id, null);
    },
    tell,
  };
}
