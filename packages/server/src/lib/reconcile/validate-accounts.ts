import type { Account } from '../ledger/account.ts';

const COUNTS = ['granted', 'used', 'reserved', 'fromCredits', 'overage', 'overageReserved', 'overrun'] as const;

/** What is wrong with accounts of the ledger: each a sentence. What was used may well be more than is allowed now; no count is ever below zero. Pure. */
export function validateAccounts(accounts: readonly Account[]): readonly string[] {
  return accounts.flatMap((account) => {
    const { meter, window } = account;
    // Whatever is no number is told of as well.
    const wrong = COUNTS.filter((count) => !(account[count] >= 0)).map((count) => `${count} is ${account[count]}`);
    return wrong.length === 0 ? [] : [`The balance of meter "${meter}" in ${window} is negative: ${wrong.join(', ')}.`];
  });
}
