import { BillingError, type Provider, type Store } from '../../src/index.ts';
import type { Ground } from './engine/instance.ts';

/** A fault that is put between an instance and its ports, to see whether a check finds it. */
export interface Plant {
  readonly name: string;
  store(store: Store, ground: Ground): Store;
  provider(provider: Provider, ground: Ground): Provider;
}

export const noPlant: Plant = { name: 'none', store: (store) => store, provider: (provider) => provider };

const inStore = (name: string, store: Plant['store']): Plant => ({ ...noPlant, name, store });
const inProvider = (name: string, provider: Plant['provider']): Plant => ({ ...noPlant, name, provider });

/** Mistakes that have been made in other billing systems. Each must be found. */
export const plants: readonly Plant[] = [
  inStore('a webhook is acknowledged before it is written', (store, { runtime }) => ({
    ...store,
    inbox: {
      ...store.inbox,
      async insert(event) {
        runtime.later(() => void store.inbox.insert(event).catch(() => {}), 500);
        return 'new';
      },
    },
  })),
  inStore('usage is acknowledged to the outbox before it is sent', (store) => ({
    ...store,
    outbox: {
      ...store.outbox,
      async claim(lease) {
        const batch = await store.outbox.claim(lease);
        if (batch.events.length > 0)
          await store.outbox.acknowledge(
            batch.token,
            batch.events.map(({ id }) => id),
          );
        return batch;
      },
    },
  })),
  inStore('a lost answer of the ledger is tried again under new ids', (store, { runtime }) => ({
    ...store,
    ledger: {
      ...store.ledger,
      apply: (commands) =>
        store.ledger.apply(commands).catch(() => store.ledger.apply(commands.map((command) => ({ ...command, id: runtime.uuid() })))),
    },
  })),
  inStore('a snapshot is written whatever was written meanwhile', (store, { runtime }) => ({
    ...store,
    snapshots: {
      ...store.snapshots,
      async write(snapshot) {
        await new Promise<void>((resolve) => void runtime.later(resolve, 300));
        const current = await store.snapshots.read(snapshot.customerId);
        return await store.snapshots.write(snapshot, current?.revision ?? 0);
      },
    },
  })),
  inStore('a refusal of the limit is taken for a success', (store) => ({
    ...store,
    ledger: {
      ...store.ledger,
      async apply(commands) {
        const lenient = commands.map((command) => (command.kind === 'spend' ? { ...command, kind: 'record' as const } : command));
        return await store.ledger.apply(lenient);
      },
    },
  })),
  inStore('windows go by local time', (store) => ({ ...store, now: async () => (await store.now()) - 8 * 3_600_000 })),
  inProvider('every sending of usage has new event ids', (provider, { runtime }) => ({
    ...provider,
    sendUsage: (events) => provider.sendUsage(events.map((event) => ({ ...event, id: runtime.uuid() }))),
  })),
  inProvider('the version of a webhook is the time at which it came', (provider, { runtime }) => ({
    ...provider,
    async parseWebhook(delivery) {
      const event = await provider.parseWebhook(delivery);
      if (event.effect.kind !== 'subscription') return event;
      const subscription = { ...event.effect.subscription, modifiedAt: new Date(runtime.now()).toISOString() };
      return { ...event, effect: { kind: 'subscription', subscription } };
    },
  })),
  inStore('a webhook is marked as done before the work', (store) => ({
    ...store,
    inbox: {
      ...store.inbox,
      async claim(lease) {
        const rows = await store.inbox.claim(lease);
        await Promise.all(rows.map((row) => store.inbox.finish(row, 'done')));
        return rows;
      },
    },
  })),
  inProvider('usage that timed out counts as refused', (provider) => ({
    ...provider,
    sendUsage: (events) =>
      provider.sendUsage(events).catch(() => Promise.reject(new BillingError('provider_rejected', 'The provider did not take it.'))),
  })),
  inProvider('webhooks are not verified', (provider) => ({
    ...provider,
    parseWebhook: (delivery) => provider.parseWebhook({ ...delivery, header: () => 'signed-by-the-provider' }),
  })),
];
