import type { LedgerCommand } from '../../src/lib/ledger/command.ts';
import type { Snapshot } from '../../src/lib/subscription/snapshot.ts';
import { sqliteStore } from '../../src/sqlite.ts';
import { catalog } from './catalog.ts';
import { deskCustomer } from './desk-customers.ts';

const BATCH = 256;
const NOTED = 1000;
// A tenth of all entries are of the first customer, whose page is then the heaviest.
const HEAVY_SHARE = 10;

/** Writes so many customers and ledger entries into a file, through the store. */
export async function fillDesk(file: string, { customers, entries }: { customers: number; entries: number }): Promise<void> {
  const store = sqliteStore({ file, synchronous: 'normal' });
  await store.open();
  for (let from = 0; from < customers; from += NOTED) {
    const numbers = Array.from({ length: Math.min(NOTED, customers - from) }, (_, index) => from + index);
    await Promise.all(numbers.map((number) => store.snapshots.write(snapshotOf(deskCustomer(number)), 0)));
  }
  for (let from = 0; from < entries; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, entries - from) }, (_, index) => from + index);
    await store.ledger.apply(numbers.map((number) => commandOf(number, customers)));
  }
  await store.close();
}

function snapshotOf(customerId: string): Snapshot {
  const row = {
    ...{
      id: `sub_${customerId}`,
      providerCustomerId: `cus_${customerId}`,
      customerId,
      tier: null,
      productId: 'product',
      status: 'active' as const,
    },
    ...{ periodStart: '2026-11-10T00:00:00Z', periodEnd: '2026-12-10T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
    ...{ scheduledTier: null, modifiedAt: '2026-11-10T00:00:00Z', windowStart: '2026-11-10T00:00:00Z' },
  };
  return { customerId, provider: 'stub', providerCustomerId: row.providerCustomerId, rows: [row], syncedAt: Date.now(), revision: 0 };
}

function commandOf(number: number, customers: number): LedgerCommand {
  const customerId = deskCustomer(number % HEAVY_SHARE === 0 ? 0 : number % customers);
  const [meter = ''] = Object.keys(catalog.meters);
  const policy = { limits: [{ window: 'month:2026-11', units: null }], overage: 'block' } as const;
  return {
    kind: 'record',
    customerId,
    userId: `user-${number % 7}`,
    meter,
    units: 1,
    id: `deed-${number}`,
    eventId: `event-${number}`,
    policy,
  };
}
