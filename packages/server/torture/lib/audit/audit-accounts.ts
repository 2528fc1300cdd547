import type { Store } from '../../../src/index.ts';
import { type Entry, isCounted } from './audit-deeds.ts';

interface Sum {
  readonly key: { readonly customerId: string; readonly meter: string; readonly window: string };
  used: number;
  overage: number;
  overrun: number;
  /** The largest limit that any entry was admitted under; null is none. */
  limit: number | null;
}

const FAR_MS = 10 * 365 * 86_400_000;

/** Adds up all entries and holds the sums against accounts and history: equal, nothing held for ever, no limit passed. */
export async function auditAccounts(store: Store, entries: readonly Entry[]): Promise<string[]> {
  const sums = sumUp(entries);
  const accounts = await store.ledger.readAccounts(sums.map(({ key }) => key));
  const differences = sums.flatMap((sum, index) => compare(sum, accounts[index]));
  return [...differences, ...(await auditHistory(store, entries))];
}

function sumUp(entries: readonly Entry[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const entry of entries) {
    const { customerId, meter, policy, split } = entry;
    const windows = new Map((policy?.limits ?? []).map(({ window, units }) => [window, units]));
    let primary = true;
    for (const [window, limit] of windows) {
      const name = `${customerId} ${meter} ${window}`;
      const sum = sums.get(name) ?? { key: { customerId, meter, window }, used: 0, overage: 0, overrun: 0, limit };
      sums.set(name, sum);
      sum.limit = sum.limit === null || limit === null ? null : Math.max(sum.limit, limit);
      if (isCounted(entry)) {
        sum.used += split.allowance;
        sum.overage += primary ? split.overage : 0;
        sum.overrun += primary ? split.overrun : 0;
      }
      primary = false;
    }
  }
  return [...sums.values()];
}

type Account = Awaited<ReturnType<Store['ledger']['readAccounts']>>[number];

function compare({ key, used, overage, overrun, limit }: Sum, account: Account | undefined): string[] {
  const name = `${key.customerId} ${key.meter} ${key.window}`;
  if (account === undefined) return [`${name}: no account was read.`];
  const problems: string[] = [];
  const says = { used: account.used, overage: account.overage, overrun: account.overrun };
  const sums = { used, overage, overrun };
  if (JSON.stringify(says) !== JSON.stringify(sums))
    problems.push(`${name}: ${JSON.stringify(says)}, its entries ${JSON.stringify(sums)}.`);
  if (account.reserved + account.overageReserved > 0)
    problems.push(`${name}: ${account.reserved + account.overageReserved} units are held for ever.`);
  if (limit !== null && account.used > limit) problems.push(`${name}: ${account.used} used of ${limit}.`);
  return problems;
}

async function auditHistory(store: Store, entries: readonly Entry[]): Promise<string[]> {
  const byMeter = Map.groupBy(entries, ({ customerId, meter }) => `${customerId} ${meter}`);
  const problems: string[] = [];
  for (const [name, own] of byMeter) {
    const [customerId = '', meter = ''] = name.split(' ');
    const rows = await store.ledger.readHistory({ customerId, meter, from: 0, to: Date.now() + FAR_MS });
    const history = rows.reduce((sum, { units }) => sum + units, 0);
    const counted = own.filter(isCounted).reduce((sum, { units }) => sum + units, 0);
    if (history !== counted) problems.push(`${name}: the history has ${history} units, the entries ${counted}.`);
  }
  return problems;
}
