import type { Context } from '../context.ts';
import { type Account, CREDITS_WINDOW } from '../ledger/account.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { standingOf } from '../subscription/standing-of.ts';
import { openLimits } from '../usage/policy.ts';

/** The accounts by which a customer is admitted now: those of all windows that are open, and of the credits. */
export async function readPresentAccounts(context: Context, snapshot: Snapshot): Promise<readonly Account[]> {
  const { store, catalog } = context;
  const { customerId } = snapshot;
  const standing = standingOf(context, { customerId, snapshot, now: await store.now() });
  const windowsOf = (meter: string) => [CREDITS_WINDOW, ...openLimits(context, standing, meter).map(({ window }) => window.id)];
  const keys = Object.keys(catalog.meters).flatMap((meter) => windowsOf(meter).map((window) => ({ customerId, meter, window })));
  return await store.ledger.readAccounts(keys);
}
