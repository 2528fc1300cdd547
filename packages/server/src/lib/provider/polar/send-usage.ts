import { BillingError } from '@plimsoll/contract';
import type { models } from '@polar-sh/sdk/2026-10';
import { ingestEvents } from '@polar-sh/sdk/2026-10/services/events';
import * as v from 'valibot';
import type { UsageEvent } from '../../ledger/entry.ts';
import type { UsageReceipt } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { codeOfRefusal } from './map-error.ts';
import type { ProductMap } from './product-map.ts';
import { type Refusal, readRefusal } from './refusal.ts';

const CLOCK_RETRY_MS = 60_000;

const Receipt = v.object({ inserted: v.number(), duplicates: v.nullish(v.number()) });

export interface Sending {
  readonly events: readonly UsageEvent[];
  /** The host's clock in milliseconds. */
  readonly now: number;
}

/**
 * Tells Polar of usage. Polar takes a batch whole or not at all, and an event that it has already is not counted again. An event of a
 * customer that it does not know is taken too, and counts for the customer as soon as there is one with that external id.
 */
export async function sendUsage(call: PolarCall, { events, now }: Sending, products: ProductMap): Promise<UsageReceipt> {
  if (events.length === 0) return { inserted: 0, duplicates: 0 };
  const batch = events.map((event) => mapUsage(event, { now, name: products.eventOf(event.meter) }));
  const { inserted, duplicates } = readReceipt(await ingest(call, batch));
  return { inserted, duplicates: duplicates ?? 0 };
}

// Polar may well have taken them: refused is what it says no to, and whoever is told that events were refused gives them up.
function readReceipt(answer: unknown): v.InferOutput<typeof Receipt> {
  const receipt = v.safeParse(Receipt, answer);
  if (receipt.success) return receipt.output;
  throw new BillingError('provider_unavailable', 'Polar broke its contract: its answer to usage events cannot be read.');
}

async function ingest({ core, request }: PolarCall, events: models.EventCreateExternalCustomer[]): Promise<unknown> {
  try {
    return await ingestEvents(core)({ events }, request());
  } catch (thrown) {
    const refusal = readRefusal(thrown);
    if (refusal === null) throw thrown;
    if (isAheadOfPolar(refusal)) throw clockAhead();
    throw refusedUsage(refusal) ?? thrown;
  }
}

/** What a refusal means for usage, where it means something else than for other calls. */
function refusedUsage(refusal: Refusal): BillingError | null {
  const { status } = refusal;
  // Whoever is told that events were refused gives them up; a missing scope or a wrong address says nothing about them.
  if ([403, 404, 405].includes(status)) {
    return new BillingError('provider_unavailable', `Polar takes no usage from us (${status}): check baseUrl and the scope events:write.`);
  }
  const code = codeOfRefusal(refusal);
  if (code === 'provider_unavailable' || code === 'provider_rejected') return null;
  // Whoever is told anything else sends them again, for ever.
  return new BillingError('provider_rejected', `Polar refuses usage (${status}).`);
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
