import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { listDead, replayWebhook } from '../webhook/replay.ts';
import type { ParkedUsage, Repair } from './repair.ts';

const USUAL_PAGE = 50;
const LARGEST_PAGE = 500;

/** Builds the repairs over a context. Every method rejects with `invalid_request` or `store_unavailable`. */
export function createRepair(context: Context): Repair {
  const { store, wake, logger } = context;
  return {
    listDead: async (limit = USUAL_PAGE) => await listDead(context, requirePage(limit)),
    async replay(webhook) {
      requireText('id', webhook.id);
      return await replayWebhook(context, webhook);
    },
    listParked: async (limit = USUAL_PAGE) => await listParked(context, requirePage(limit)),
    async resend(eventIds) {
      if (eventIds.length === 0) return 0;
      requirePage(eventIds.length);
      for (const id of eventIds) requireText('eventIds', id);
      const revived = await store.outbox.revive(eventIds);
      logger.info('parked usage is sent again by hand', { asked: eventIds.length, revived });
      if (revived > 0) wake('flush');
      return revived;
    },
  };
}

async function listParked({ store }: Context, limit: number): Promise<readonly ParkedUsage[]> {
  const stuck = await store.outbox.listStuck({ after: null, limit });
  return stuck.map(({ event, reason }) => {
    const { id, customerId, userId, meter, units, billableUnits, at } = event;
    return { eventId: id, customerId, userId, meter, units, billableUnits, at: new Date(at).toISOString(), reason };
  });
}

function requirePage(size: number): number {
  if (Number.isSafeInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw invalid(`At most ${LARGEST_PAGE} at once, and at least one.`);
}

function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw invalid(`${name} must be the text that the list gave.`);
}

function invalid(message: string): BillingError {
  return new BillingError('invalid_request', message, { publicMessage: message });
}
