import type { ProviderEvent, Store } from '../../../src/index.ts';
import type { World } from '../engine/world.ts';
import type { Model } from '../provider/model.ts';

interface InboxEyes {
  readonly world: World;
  /** Filled with when each webhook came first. */
  readonly received: Map<string, number>;
  readonly onDone: (event: ProviderEvent, receivedAt: number) => void;
}

/** The inbox, looked at: no webhook is given up, and none is done before its work is. */
export function watchInbox(inbox: Store['inbox'], { world, received, onDone }: InboxEyes): Store['inbox'] {
  return {
    ...inbox,
    async insert(event) {
      const outcome = await inbox.insert(event);
      if (!received.has(event.id)) received.set(event.id, world.now());
      return outcome;
    },
    async finish(row, outcome) {
      const finished = await inbox.finish(row, outcome);
      if (finished && outcome === 'done') onDone(row.event, received.get(row.event.id) ?? 0);
      return finished;
    },
    async bury(row, error) {
      const buried = await inbox.bury(row, error);
      if (buried) world.violate('no-webhook-dies', `${row.event.id} ${row.event.type}: ${error}`);
      return buried;
    },
  };
}

/** The outbox, looked at: nothing is acknowledged that the provider did not take. */
export function watchOutbox(
  outbox: Store['outbox'],
  { world, model, parked }: { world: World; model: Model; parked: Set<string> },
): Store['outbox'] {
  return {
    ...outbox,
    acknowledge(token, ids) {
      const missing = ids.find((id) => !model.usage.has(id));
      if (missing !== undefined) world.violate('acknowledged-usage-was-taken', `the provider never took ${missing}`);
      return outbox.acknowledge(token, ids);
    },
    async park(token, ids, reason) {
      const count = await outbox.park(token, ids, reason);
      if (count > 0) for (const id of ids) parked.add(id);
      return count;
    },
  };
}
