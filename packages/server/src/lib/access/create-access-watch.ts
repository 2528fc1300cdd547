import type { Context } from '../context.ts';
import type { OnAccessChange } from './access-change.ts';
import type { AccessWatch } from './access-watch.ts';
import { announceAccess } from './announce-access.ts';

const PAGE = 100;

/** A host without the hook has nothing to be told. */
export function createAccessWatch(contextOf: () => Context, onAccessChange: OnAccessChange | undefined): AccessWatch {
  if (onAccessChange === undefined) return { note() {}, round: async () => false };
  let after = '';
  return {
    note(customerId) {
      const { logger } = contextOf();
      // A failure here is not lost: the next round over all customers tells it again.
      announceAccess(contextOf(), onAccessChange, customerId).catch((error: unknown) =>
        logger.warn('an access change could not be announced yet', { customerId, error: String(error) }),
      );
    },
    async round() {
      const page = await contextOf().store.snapshots.list({ after, limit: PAGE });
      for (const customerId of page) await announceAccess(contextOf(), onAccessChange, customerId);
      after = page.length === PAGE ? (page.at(-1) ?? '') : '';
      return page.length === PAGE;
    },
  };
}
