import { BillingError } from '@plimsoll/contract';
import type { models } from '@polar-sh/sdk/2026-10';
import { ingestEvents } from '@polar-sh/sdk/2026-10/services/events';
import * as v from 'valibot';
import type { UsageEvent } from '../../ledger/entry.ts';
import type { PolarCall } from './client.ts';
import type { ProductMap } from './product-map.ts';
import { type Refusal, readRefusal } from './refusal.ts';

const CLOCK_RETRY_MS = 60_000;

const Receipt = v.object({ inserted: v.number(), duplicates: v.nullish(v.number()) });

export interface Sending {
  readonly events: readonly UsageEvent[];
  /** The host's clock in milliseconds. */
  readonly now: number;
}

/** Tells Polar of usage. Polar takes a batch whole or not at all, and an event that it has already is not counted again. */
export async function sendUsage({ core, request }: PolarCall, { events, now }: Sending, products: ProductMap): Promise<void> {
  if (events.length === 0) return;
  const batch = events.map((event) => mapUsage(event, { now, name: products.eventOf(event.meter) }));
  const { inserted, duplicates } = v.parse(Receipt, await ingest({ core, request }, batch));
  const taken = inserted + (duplicates ?? 0);
  if (taken !== events.length) {
    throw new BillingError('provider_unavailable', `Polar broke its contract: of ${events.length} usage events it took ${taken}.`);
  }
}

async function ingest({ core, request }: PolarCall, events: models.EventCreateExternalCustomer[]): Promise<unknown> {
  try {
    return await ingestEvents(core)({ events }, request());
  } catch (thrown) {
    const refusal = readRefusal(thrown);
    if (refusal !== null && isAheadOfPolar(refusal)) throw clockAhead();
    // Whoever is told that events were refused gives them up; a missing scope or a wrong address says nothing about them.
    if (refusal !== null && [403, 404, 405].includes(refusal.status)) {
      throw new BillingError(
        'provider_unavailable',
        `Polar takes no usage from us (${refusal.status}): check baseUrl and the scope events:write.`,
      );
    }
    throw thrown;
  }
}

// Nothing is wrong with such an event but our clock, and waiting cures it.
function clockAhead(): BillingError {
  const message = 'Polar takes the time of a usage event for the future: the clock of this host is ahead.';
  return new BillingError('provider_unavailable', message, { retryAfterMs: CLOCK_RETRY_MS });
}

function isAheadOfPolar({ fields }: Refusal): boolean {
  return fields.length > 0 && fields.every(({ at }) => /^body\.events\.\d+(\..+)?\.timestamp$/.test(at));
}

function mapUsage(event: UsageEvent, { now, name }: { now: number; name: string }): models.EventCreateExternalCustomer {
  return {
    name,
    external_customer_id: event.customerId,
    external_id: event.id,
    // The store's clock may be ahead of this host's.
    timestamp: new Date(Math.min(event.at, now)).toISOString(),
    metadata: {
      meter: event.meter,
      units: event.units,
      billable_units: event.billableUnits,
      ...(event.userId === null ? {} : { user_id: event.userId }),
    },
  };
}
