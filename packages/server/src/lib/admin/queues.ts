import type { AdminDeadWebhook, AdminParkedUsage } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { QueueSummary } from '../store.ts';
import { isoOf } from '../subscription/instant.ts';
import { listDead, replayWebhook } from '../webhook/replay.ts';
import type { Operator } from './operator.ts';
import { tellDeed } from './operator.ts';
import { pageOf, USUAL_PAGE } from './page-of.ts';

interface QueuePage {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

// A person clears these, a page at a time; more at once than anybody reads.
const MOST_STUCK = 1000;

/** Webhooks: how many wait, and those that were given up, oldest first. */
export async function readInbox(context: Context, { after, limit = USUAL_PAGE }: QueuePage) {
  const [summary, dead] = await Promise.all([context.store.inbox.summary(), listDead(context, MOST_STUCK)]);
  const rows: AdminDeadWebhook[] = dead.map(({ providerCustomerId: _, ...row }) => row);
  const keyOf = ({ provider, id }: AdminDeadWebhook) => `${provider}/${id}`;
  return { ...depthOf(summary), ...pageOf(behind(rows, keyOf, after).slice(0, limit + 1), limit, keyOf) };
}

/** Usage for the provider: how much waits, and what it refuses, oldest first. */
export async function readOutbox({ store }: Context, { after, limit = USUAL_PAGE }: QueuePage) {
  const [summary, stuck] = await Promise.all([store.outbox.summary(), store.outbox.listStuck(MOST_STUCK)]);
  const rows: AdminParkedUsage[] = stuck.map(({ event: { id, customerId, meter, units, billableUnits, at }, reason }) => ({
    ...{ eventId: id, customerId, meter, units, billableUnits, at: isoOf(at), reason },
  }));
  const keyOf = ({ eventId }: AdminParkedUsage) => eventId;
  return { ...depthOf(summary), ...pageOf(behind(rows, keyOf, after).slice(0, limit + 1), limit, keyOf) };
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

// One that is not there any more was repaired meanwhile: then the page begins anew.
function behind<Row>(rows: readonly Row[], keyOf: (row: Row) => string, after: string | undefined): readonly Row[] {
  return after === undefined ? rows : rows.slice(rows.findIndex((row) => keyOf(row) === after) + 1);
}

function depthOf({ waiting, stuck, oldestAt }: QueueSummary) {
  return { waiting, stuck, oldestAt: oldestAt === null ? null : isoOf(oldestAt) };
}
