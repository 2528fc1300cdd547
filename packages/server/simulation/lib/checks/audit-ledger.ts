import type { Stage } from '../actors/stage.ts';
import type { Sum } from '../oracle/sums.ts';

const FACTS = ['used', 'reserved', 'fromCredits', 'overage', 'overageReserved', 'overrun', 'granted'] as const;

/** Holds every account, and the history of every user, against the oracle's sums. Nothing is held any more. */
export async function auditLedger(stage: Stage): Promise<void> {
  const { truth, watch, world } = stage;
  watch.book.expire(world.now());
  for (const [key, sum] of watch.book.sums.all()) {
    const [customerId = '', meter = '', window = ''] = key.split('|');
    const [account] = await truth.ledger.readAccounts([{ customerId, meter, window }]);
    const differing = FACTS.filter((fact) => account?.[fact] !== sum[fact]);
    if (differing.length > 0) world.violate('accounts-are-the-sums-of-what-happened', `${key}: ${describe(differing, account, sum)}`);
    if (sum.reserved !== 0 || sum.overageReserved !== 0) world.violate('nothing-is-held-for-ever', `${key} holds ${sum.reserved}`);
  }
  await auditHistory(stage);
}

function describe(facts: readonly (typeof FACTS)[number][], account: Partial<Sum> | undefined, sum: Sum): string {
  return facts.map((fact) => `${fact} is ${account?.[fact]}, should be ${sum[fact]}`).join('; ');
}

async function auditHistory({ truth, watch, world, customers }: Stage): Promise<void> {
  for (const [key, units] of watch.book.history()) {
    const [customerId = '', meter = '', userId = ''] = key.split('|');
    const rows = await truth.ledger.readHistory({ customerId, meter, from: 0, to: Number.MAX_SAFE_INTEGER });
    const sum = rows.filter((row) => (row.userId ?? '') === userId).reduce((total, row) => total + row.units, 0);
    if (sum !== units) world.violate('history-is-the-sum-of-what-was-used', `${key}: ${sum} units, should be ${units}`);
    if (!customers.includes(customerId)) world.violate('one-customer-never-meets-another', `${customerId} has a history`);
  }
}
