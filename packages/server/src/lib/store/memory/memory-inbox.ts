import { isAbout, stripEvent } from '../../erasure/strip-event.ts';
import type { ProviderEvent } from '../../provider.ts';
import type { InboxRow, InboxStore, StuckWebhook } from '../../store.ts';
import type { MemoryGround } from './memory-ground.ts';
import { createMemoryQueue, type QueueRow } from './memory-queue.ts';

/** Accepted webhooks, kept as text so that nobody shares an object with the store. */
export function createMemoryInbox({ now, step, goings }: MemoryGround): InboxStore {
  const queue = createMemoryQueue<string>();
  goings.push({
    erase(person) {
      for (const { key, item } of queue.rows()) {
        const event = JSON.parse(item) as ProviderEvent;
        if (isAbout(event, person)) queue.replace(key, JSON.stringify(stripEvent(event)));
      }
    },
  });
  const leaseOf = ({ event, token }: InboxRow) => ({ key: keyOf(event), token });
  return {
    insert: (event) =>
      step(() => {
        if (queue.has(keyOf(event))) return 'seen';
        queue.insert({ key: keyOf(event), item: JSON.stringify(event), now: now() });
        return 'new';
      }),
    claim: (lease) =>
      step(() =>
        queue.claim({ ...lease, now: now() }).map(({ item, attempts, token }) => ({
          event: JSON.parse(item) as ProviderEvent,
          attempts,
          token: token ?? '',
        })),
      ),
    finish: (row) => step(() => queue.settle(leaseOf(row), { state: 'ended', endedAt: now() })),
    retry: (row, { delayMs, error }) => step(() => queue.settle(leaseOf(row), { dueAt: now() + delayMs, fault: error })),
    bury: (row, error) => step(() => queue.settle(leaseOf(row), { state: 'stuck', fault: error })),
    summary: () => step(() => queue.summary()),
    listStuck: (page) => step(() => queue.stuck(page).map(stuckOf)),
    revive: (key) => step(() => queue.revive(keyOf(key), now())),
    prune: (olderThanMs) =>
      step(() => {
        const before = now() - olderThanMs;
        const over = queue.rows().filter(({ endedAt }) => endedAt !== null && endedAt < before);
        queue.remove(over.map(({ key }) => key));
        return over.length;
      }),
  };
}

function stuckOf({ item, attempts, fault, at, seq }: QueueRow<string>): StuckWebhook {
  return { place: String(seq), event: JSON.parse(item) as ProviderEvent, attempts, error: fault ?? '', receivedAt: at };
}

function keyOf({ provider, id }: Pick<ProviderEvent, 'provider' | 'id'>): string {
  return `${provider}\u0000${id}`;
}
