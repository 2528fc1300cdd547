import type { Rig } from '../open-rig.ts';
import { makeStore } from '../store-kinds.ts';
import { auditAccounts } from './audit-accounts.ts';
import { auditDeeds } from './audit-deeds.ts';
import { auditInbox } from './audit-inbox.ts';
import { auditLimits } from './audit-limits.ts';
import { auditProvider } from './audit-provider.ts';

// So that every hold that nobody ended is over.
const PAST_EVERY_HOLD_MS = 3_600_000;

/** Holds ledger, provider and inbox against what the clients were told, with all servers gone. Gives each thing that is not as it must be. */
export async function auditAll(rig: Rig, { months }: { months: number }): Promise<string[]> {
  const store = makeStore(rig.storePlace, () => rig.now() + PAST_EVERY_HOLD_MS);
  await store.open();
  try {
    const deeds = rig.oracle.deeds();
    const { entries, due, violations } = await auditDeeds(store, deeds);
    return [
      ...violations,
      ...(await auditAccounts(store, entries)),
      ...auditProvider(rig.world.emulator.events(), due),
      ...auditLimits(deeds, { customers: rig.customers, months }),
      ...(await auditInbox(store, rig.storm.acknowledged())),
    ];
  } finally {
    await store.close();
  }
}
