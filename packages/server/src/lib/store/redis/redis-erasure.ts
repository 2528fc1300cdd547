import type { Erasure, ErasureStore } from '../../erasure/erasure-store.ts';
import { isAbout, stripEvent } from '../../erasure/strip-event.ts';
import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { eraseBooks, scan } from './erase-books.ts';
import type { Ground } from './ground.ts';

const LOOKED_AT_ONCE = 500;
// In this order: a row that moves on meanwhile is met later.
const INDEXES = ['due', 'dead', 'ended'];

/** Takes a customer out of its bucket, then out of the bindings and the webhooks, which lie elsewhere. */
export function createRedisErasure(ground: Ground): ErasureStore {
  const { engine, keyspace } = ground;

  // Sums lie where the customer lay, so that one step moves them.
  function nameMark(customerId: string): string {
    const bucket = keyspace.bucketOf(customerId);
    for (;;) {
      const mark = `erased-${systemRuntime.uuid()}`;
      if (keyspace.bucketOf(mark) === bucket) return mark;
    }
  }

  async function forgetBinding({ customerId, provider, providerCustomerId }: Erasure): Promise<void> {
    if (providerCustomerId === null) return;
    const keys = [keyspace.bucketOf(`${provider}\u0000${providerCustomerId}`)];
    await engine.run<null>('forget-binding', { keys, args: [provider, providerCustomerId, customerId] });
  }

  async function stripInbox(erasure: Erasure): Promise<void> {
    const keys = [keyspace.inbox];
    for (const index of INDEXES) {
      const events = await scan<ProviderEvent>((cursor) => engine.run('scan-inbox', { keys, args: [index, cursor, LOOKED_AT_ONCE] }));
      for (const event of events.filter((found) => isAbout(found, erasure))) {
        const args = [event.provider, event.id, JSON.stringify(stripEvent(event))];
        await engine.run<null>('strip-inbox', { keys, args });
      }
    }
  }

  return {
    nameMark,
    erase: (erasure) =>
      engine.step(async () => {
        const outcome = await eraseBooks(ground, erasure);
        if (outcome !== 'erased') return outcome;
        await forgetBinding(erasure);
        await stripInbox(erasure);
        return outcome;
      }),
  };
}
