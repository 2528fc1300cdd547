import type { RouteOutput } from '@plimsoll/contract/routes';
import type { Context } from '../../context.ts';
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

async function readDetails({ store, provider, availability, runtime }: Context): Promise<NonNullable<Health['details']>> {
  const startedAt = runtime.now();
  const queues = await Promise.all([store.inbox.summary(), store.outbox.summary()]).catch(() => null);
  const [inbox, outbox] = queues ?? [NOTHING, NOTHING];
  const contact = availability.lastContactAt();
  return {
    mode: availability.reachable() ? 'live' : 'degraded',
    store: { reachable: queues !== null, latencyMs: runtime.now() - startedAt },
    provider: { id: provider.id, reachable: availability.reachable(), lastContactAt: contact === null ? null : isoOf(contact) },
    inbox: { waiting: inbox.waiting, dead: inbox.stuck, oldestAt: inbox.oldestAt === null ? null : isoOf(inbox.oldestAt) },
    outbox: { waiting: outbox.waiting, parked: outbox.stuck, oldestAt: outbox.oldestAt === null ? null : isoOf(outbox.oldestAt) },
  };
}

const NOTHING = { waiting: 0, stuck: 0, oldestAt: null } as const;
