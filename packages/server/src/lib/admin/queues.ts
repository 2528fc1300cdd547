import type { AdminDeadWebhook, AdminParkedUsage } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { QueueSummary, StuckUsage, StuckWebhook } from '../store.ts';
import { isoOf } from '../subscription/instant.ts';
import { describeDead, replayWebhook } from '../webhook/replay.ts';
import type { Operator } from './operator.ts';
import { tellDeed } from './operator.ts';
import { pageOf, USUAL_PAGE } from './page-of.ts';

interface QueuePage {
  readonly after?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** Webhooks: how many wait, and those that were given up, oldest first. */
export async function readInbox({ store }: Context, { after = null, limit = USUAL_PAGE }: QueuePage) {
  const [summary, dead] = await Promise.all([store.inbox.summary(), store.inbox.listStuck({ after, limit: limit + 1 })]);
  const { rows, next } = pageOf(dead, limit, placeOf);
  return { ...depthOf(summary), rows: rows.map(rowOfDead), next };
}

/** Usage for the provider: how much waits, and what it refuses, oldest first. */
export async function readOutbox({ store }: Context, { after = null, limit = USUAL_PAGE }: QueuePage) {
  const [summary, parked] = await Promise.all([store.outbox.summary(), store.outbox.listStuck({ after, limit: limit + 1 })]);
  const { rows, next } = pageOf(parked, limit, placeOf);
  return { ...depthOf(summary), rows: rows.map(rowOfParked), next };
}

/** Has webhooks applied once more, under the same guards: an older one changes nothing. Audited before it is done. */
export async function replayWebhooks(
  context: Context,
  operator: Operator,
  { webhooks, reason }: { webhooks: readonly { readonly provider: string; readonly id: string }[]; reason: string },
): Promise<{ replayed: number }> {
  await tellDeed(context, operator, { action: 'webhooks.replayed', customerId: null, detail: { webhooks }, reason });
  let replayed = 0;
  for (const webhook of webhooks) if (await replayWebhook(context, webhook)) replayed += 1;
  return { replayed };
}

/** Has refused usage sent again, under the ids that make it count once. Audited before it is done. */
export async function resendUsage(
  context: Context,
  operator: Operator,
  { eventIds, reason }: { eventIds: readonly string[]; reason: string },
): Promise<{ resent: number }> {
  await tellDeed(context, operator, { action: 'usage.resent', customerId: null, detail: { eventIds }, reason });
  const resent = await context.store.outbox.revive(eventIds);
  if (resent > 0) context.wake('flush');
  return { resent };
}

const placeOf = ({ place }: { readonly place: string }) => place;

function rowOfDead(stuck: StuckWebhook): AdminDeadWebhook {
  const { providerCustomerId: _, ...row } = describeDead(stuck);
  return row;
}

function rowOfParked({ event: { id, customerId, meter, units, billableUnits, at }, reason }: StuckUsage): AdminParkedUsage {
  return { eventId: id, customerId, meter, units, billableUnits, at: isoOf(at), reason };
}

function depthOf({ waiting, stuck, oldestAt }: QueueSummary) {
  return { waiting, stuck, oldestAt: oldestAt === null ? null : isoOf(oldestAt) };
}
