import { BillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import type { Context } from '../../context.ts';
import { withDeadline } from '../../deadline.ts';
import { readDrift } from '../../reconcile/drift-record.ts';
import { isoOf } from '../../subscription/instant.ts';
import type { Call } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

type Health = RouteOutput<'GET /health'>;

/** Anyone learns whether billing works; operators learn the numbers. */
export async function readHealthRoute(context: Context, { identity }: Call<'GET /health'>): Promise<BillingResponse> {
  const details = await readDetails(context);
  const status = details.store.reachable && details.provider.reachable ? 'ok' : 'degraded';
  const health: Health = identity?.operator === true ? { status, details } : { status };
  return respondJson(health, details.store.reachable ? 200 : 503);
}

async function readDetails(context: Context): Promise<NonNullable<Health['details']>> {
  const { provider, availability, runtime } = context;
  const startedAt = runtime.now();
  const numbers = await readNumbers(context).catch(() => null);
  const { inbox, outbox, drift } = numbers ?? UNKNOWN;
  return {
    mode: availability.reachable() ? 'live' : 'degraded',
    store: { reachable: numbers !== null, latencyMs: runtime.now() - startedAt },
    provider: {
      id: provider.id,
      reachable: availability.reachable(),
      lastContactAt: instant(availability.lastContactAt()),
      budget: availability.budget(),
    },
    inbox: { waiting: inbox.waiting, dead: inbox.stuck, oldestAt: instant(inbox.oldestAt) },
    outbox: { waiting: outbox.waiting, parked: outbox.stuck, oldestAt: instant(outbox.oldestAt) },
    drift: drift === null ? null : { customers: drift.customers, checkedAt: isoOf(drift.checkedAt) },
  };
}

// Whoever watches over a service takes one that does not answer for dead, and a store that hangs is to be told of.
async function readNumbers({ store, runtime, settings }: Context) {
  const error = () => new BillingError('store_unavailable', 'The store did not answer in time.');
  const readings = Promise.all([store.inbox.summary(), store.outbox.summary(), readDrift(store.records)]);
  const [inbox, outbox, drift] = await withDeadline(readings, { runtime, ms: settings.storeDeadlineMs, error });
  return { inbox, outbox, drift };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : isoOf(ms);
}

const NOTHING = { waiting: 0, stuck: 0, oldestAt: null };
const UNKNOWN = { inbox: NOTHING, outbox: NOTHING, drift: null };
