import { type BillingError, isBillingError } from '@plimsoll/contract';
import type { UsageEvent } from '../ledger/entry.ts';
import type { StuckUsage } from '../store.ts';
import type { OutboxContext } from './outbox-context.ts';

/** Why an event was parked that goes on by itself as soon as its customer is bound. */
const UNKNOWN_CUSTOMER = 'The provider does not know this customer yet.';
const PAGE = 500;
// Each round looks from the beginning: what is parked behind so many pages waits until a person has looked at those.
const MOST_PAGES = 20;

/** Takes an event that the provider refuses out of the way, and tells an operator. */
export async function parkUsage(
  { store, alert, recorder }: OutboxContext,
  { token, event, error }: { token: string; event: UsageEvent; error: BillingError },
): Promise<void> {
  const { id, customerId } = event;
  // A customer that is bound and refused all the same would be parked and revived for ever.
  const waits = isBillingError(error, 'not_found') && (await store.snapshots.read(customerId))?.providerCustomerId == null;
  const reason = waits ? UNKNOWN_CUSTOMER : error.message;
  const parked = await store.outbox.park(token, [id], reason);
  recorder.count('outbox.events', { result: 'parked' }, parked);
  if (parked > 0) alert({ priority: waits ? 'hour' : 'soon', code: 'usage_parked', context: { event: id, customerId, error: reason } });
}

/** Sends parked usage on whose customer has become known to the provider since. Looks at the 10,000 oldest parked events. */
export async function reviveParked(context: OutboxContext): Promise<void> {
  const { outbox } = context.store;
  if (!context.provider.capabilities.usage || (await outbox.summary()).stuck === 0) return;
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const parked: readonly StuckUsage[] = await outbox.listStuck({ after, limit: PAGE });
    await reviveKnown(context, parked);
    if (parked.length < PAGE) return;
    after = parked.at(-1)?.place ?? null;
  }
}

async function reviveKnown({ store, logger, wake }: OutboxContext, parked: readonly StuckUsage[]): Promise<void> {
  const waiting = parked.filter(({ reason }) => reason === UNKNOWN_CUSTOMER);
  for (const [customerId, own] of Map.groupBy(waiting, ({ event }) => event.customerId)) {
    if ((await store.snapshots.read(customerId))?.providerCustomerId == null) continue;
    const revived = await store.outbox.revive(own.map(({ event }) => event.id));
    logger.info('usage goes on, its customer is known to the provider now', { customerId, events: revived });
    wake('flush');
  }
}
