import { setImmediate as pause } from 'node:timers/promises';
import { createMessageClusters, type MessageCluster } from '../detection/message-clusters.ts';
import type { CountedMessage } from './log-queries.ts';

/** Messages that are looked at at once: others wrote them, and each is compared with many. */
const AT_ONCE = 10;

async function inTurn<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  for (const [at, item] of items.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await pause();
    work(item);
  }
}

/** Messages by pattern: its counts before (0) and now (1), and of each pattern the messages that have it. */
export async function clusterMessages(messages: readonly CountedMessage[]): Promise<{
  readonly clusters: readonly MessageCluster[];
  readonly membersOf: ReadonlyMap<string, readonly CountedMessage[]>;
}> {
  const clusters = createMessageClusters();
  await inTurn(messages, ({ example, now, before, firstUs, lastUs }) => {
    const seen = { first: firstUs ?? lastUs, last: lastUs };
    if (before > 0) clusters.add(example, { ...seen, count: before, period: 0 });
    if (now > 0) clusters.add(example, { ...seen, count: now, period: 1 });
  });
  const membersOf = new Map<string, CountedMessage[]>();
  await inTurn(messages, (message) => {
    const template = clusters.templateOf(message.example);
    if (template === null) return;
    const members = membersOf.get(template) ?? [];
    members.push(message);
    membersOf.set(template, members);
  });
  await pause();
  return { clusters: clusters.clusters(), membersOf };
}
