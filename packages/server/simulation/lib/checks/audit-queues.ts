import type { Stage } from '../actors/stage.ts';
import { isRefused, PROVIDER_ID } from '../provider/port.ts';

// A little less than an inbox keeps what has ended.
const KEPT_MS = 89 * 86_400_000;

/** Holds the provider's usage against what was committed: each event once, alike, and no other. */
export async function auditUsage({ watch, model, world }: Stage): Promise<void> {
  const due = watch.book.events();
  for (const [id, event] of due) {
    const taken = model.usage.has(id);
    if (taken && watch.parked().has(id)) world.violate('usage-is-taken-or-parked', `${id} is both`);
    if (!taken && !watch.parked().has(id)) world.violate('usage-is-taken-or-parked', `${JSON.stringify(event)} is neither`);
    if (watch.parked().has(id) && !isRefused(event)) world.violate('only-refused-usage-is-parked', JSON.stringify(event));
  }
  for (const id of model.usage.keys()) {
    if (!due.has(id)) world.violate('only-committed-usage-is-sent', `the provider has ${id}`);
  }
}

/** Every webhook that was answered with 2xx is in the inbox and has ended. */
export async function auditWebhooks({ courier, truth, world, watch }: Stage): Promise<void> {
  for (const id of courier.accepted()) {
    if (world.now() - (watch.received().get(id) ?? world.now()) > KEPT_MS) continue;
    const probe = { provider: PROVIDER_ID, id, type: 'audit', occurredAt: '', customerId: null, providerCustomerId: null };
    const known = await truth.inbox.insert({ ...probe, effect: { kind: 'none' } });
    if (known !== 'seen') world.violate('an-accepted-webhook-is-never-lost', id);
  }
  const { stuck } = await truth.inbox.summary();
  if (stuck > 0) world.violate('no-webhook-dies', `${stuck} are dead`);
}
