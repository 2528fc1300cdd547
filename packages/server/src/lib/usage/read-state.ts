import { type BillingState, featureValuesOf } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { takenOf } from '../credits/expire-credits.ts';
import { type LotBooks, readLots, settleLots } from '../credits/expiring-lots.ts';
import { isoOf } from '../subscription/instant.ts';
import { readStanding, type Standing } from '../subscription/read-standing.ts';
import { earlierVersionOf, termsOf } from '../subscription/terms-of.ts';
import { readBalances } from './read-balances.ts';

/** Everything that a dashboard shows about a customer, as `GET /state` gives it. */
export async function readState(context: Context, viewer: { customerId: string; canManageBilling: boolean }): Promise<BillingState> {
  // The version is read first: a change that comes meanwhile is then announced with a later one, and read again.
  const version = await context.store.changes.version(viewer.customerId);
  const standing = await readStanding(context, viewer.customerId);
  const names = Object.keys(context.catalog.meters);
  const [balances, lots] = await Promise.all([readBalances(context, standing, names), readLots(context, viewer.customerId)]);
  const meters = Object.keys(lots).length === 0 ? balances : await withEnds(context, { customerId: viewer.customerId, balances, lots });
  return { version, ...viewOf(context, standing), meters, canManageBilling: viewer.canManageBilling };
}

interface Ending {
  readonly customerId: string;
  readonly balances: BillingState['meters'];
  readonly lots: LotBooks;
}

// Few customers have units with an end, so nobody else's state waits for this.
async function withEnds(context: Context, { customerId, balances, lots }: Ending): Promise<BillingState['meters']> {
  const ended = Object.entries(balances).map(async ([meter, balance]) => {
    const book = lots[meter];
    if (book === undefined) return [meter, balance] as const;
    const settled = settleLots(book, await takenOf(context, customerId, meter));
    const expiringCredits = settled.lots
      .filter(({ left }) => left > 0)
      .map(({ left, expiresAt }) => ({ units: left, expiresAt: isoOf(expiresAt) }));
    return [meter, { ...balance, expiringCredits }] as const;
  });
  return Object.fromEntries(await Promise.all(ended));
}

function viewOf({ catalog, catalogView, provider, settings }: Context, standing: Standing) {
  const { customerId, tier, subscription, mode, asOf } = standing;
  const terms = termsOf({ catalog }, standing);
  const { portal, payments = false, invoices = false } = provider.capabilities;
  const withValues = catalogView.features.filter(({ id, values }) => values !== undefined && terms?.features?.includes(id));
  return {
    ...{ customerId, tier, subscription, mode, asOf },
    warnAt: [...settings.warnAt],
    tierVersion: earlierVersionOf({ catalog }, standing),
    features: [...(terms?.features ?? [])],
    featureValues: Object.fromEntries(withValues.map((feature) => [feature.id, [...featureValuesOf(terms ?? {}, feature)]])),
    provider: { name: provider.name, portal, payments, invoices },
  };
}
