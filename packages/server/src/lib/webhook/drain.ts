import { isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { describeError } from '../describe-error.ts';
import { applyStripped } from '../erasure/apply-stripped.ts';
import { ERASED_CUSTOMER } from '../erasure/strip-event.ts';
import { nextDelay } from '../retry-delay.ts';
import type { InboxRow } from '../store.ts';
import { measureWebhook, type WebhookOutcome } from '../telemetry/measure-webhook.ts';
import { applyEvent } from './apply-event.ts';

const BATCH = 50;
const LEASE_MS = 30_000;
const MOST_ATTEMPTS = 12;

/** Applies the webhooks that wait, once over. Gives whether more may be waiting. */
export async function drainInbox(context: Context): Promise<boolean> {
  const rows = await context.store.inbox.claim({ limit: BATCH, leaseMs: LEASE_MS });
  if (rows.length === 0) return false;
  const byCustomer = Map.groupBy(rows, ({ event }) => event.customerId ?? event.providerCustomerId ?? event.id);
  const attributes = { 'messaging.operation.name': 'process', 'messaging.batch.message_count': rows.length };
  await context.recorder.span({ name: 'webhook drain', kind: 'consumer', attributes }, () =>
    Promise.all([...byCustomer.values()].map((own) => applyInOrder(context, own))),
  );
  return rows.length === BATCH;
}

async function applyInOrder(context: Context, rows: readonly InboxRow[]): Promise<void> {
  for (const row of rows) await measureWebhook(context, row.event, () => applyRow(context, row));
}

async function applyRow(context: Context, row: InboxRow): Promise<WebhookOutcome> {
  const { inbox } = context.store;
  const { event, attempts } = row;
  try {
    if (event.customerId === ERASED_CUSTOMER) return await applyStripped(context, row);
    const outcome = await applyEvent(context, event);
    await inbox.finish(row, outcome);
    return outcome;
  } catch (error) {
    const reason = reasonOf(error);
    const { customerId, id, type } = event;
    const fields = { event: id, type, attempts, customerId, ...describeError(error), error: reason };
    if (attempts < MOST_ATTEMPTS || isOutage(error)) {
      context.logger.warn('a webhook could not be applied yet', fields);
      await inbox.retry(row, { delayMs: nextDelay(context.runtime, attempts), error: reason });
      return 'retried';
    }
    // Somebody who was never bound here: the provider's account sells elsewhere too. Nothing of ours is lost.
    if (isBillingError(error, 'not_found')) {
      await inbox.finish(row, 'ignored');
      return 'ignored';
    }
    await inbox.bury(row, reason);
    context.alert({ priority: 'immediate', code: 'webhook_dead', context: fields });
    return 'dead';
  }
}

// While provider or store are away, or others keep changing the same customer, an attempt says nothing of the event; and an outage may
// well be longer than twelve of them.
function isOutage(error: unknown): boolean {
  return (['provider_unavailable', 'store_unavailable', 'concurrent_change'] as const).some((code) => isBillingError(error, code));
}

// Of an outage only that it was one: what a broken answer said may hold anything, and the row is kept for months.
function reasonOf(error: unknown): string {
  if (isBillingError(error, 'provider_unavailable')) return error.code;
  return error instanceof Error ? error.message : String(error);
}
