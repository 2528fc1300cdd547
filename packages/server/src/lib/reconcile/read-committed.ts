import { statedLimits, windowAt } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Account } from '../ledger/account.ts';
import type { ProviderMeter } from '../provider.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import type { Snapshot } from '../subscription/snapshot.ts';

/** What the ledger has committed in the billing period, as the provider adds it up. */
export interface Committed {
  readonly meter: string;
  readonly sums: ProviderMeter['sums'];
  readonly window: string;
  /** Start of the window. */
  readonly since: string;
  readonly units: number;
}

/** Both sums of every meter whose allowance is for the billing period; the ledger keeps no sum over a period for the others. Empty without a period. */
export async function readCommitted({ store, catalog, settings }: Context, snapshot: Snapshot): Promise<Committed[]> {
  const now = await store.now();
  const { tier, period } = deriveSubscription(snapshot, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  if (period === null) return [];
  const { id: window, start: since } = windowAt('period', now, period);
  const allowances = catalog.tiers[tier]?.allowances ?? {};
  const meters = Object.keys(catalog.meters).filter((meter) => (statedLimits(allowances[meter] ?? 0)[0]?.window ?? 'period') === 'period');
  const accounts = await store.ledger.readAccounts(meters.map((meter) => ({ customerId: snapshot.customerId, meter, window })));
  return accounts.flatMap((account) => {
    const { meter, overage } = account;
    const of = { meter, window, since };
    return [
      { ...of, sums: 'units', units: totalOf(account) },
      { ...of, sums: 'billableUnits', units: overage },
    ] as const;
  });
}

function totalOf({ used, fromCredits, overage, overrun }: Account): number {
  return used + fromCredits + overage + overrun;
}
