import type { Account } from '../../ledger/account.ts';

type AccountFields = readonly [meter: string, window: string, ...counts: [number, number, number, number, number, number, number]];

/** An account as the tables hold it. */
export function textOfAccount(account: Account): string {
  const { granted, used, reserved, fromCredits, overage, overageReserved, overrun } = account;
  const names = `${JSON.stringify(account.meter)},${JSON.stringify(account.window)}`;
  return `[${names},${granted},${used},${reserved},${fromCredits},${overage},${overageReserved},${overrun}]`;
}

/** The account of a customer that such a text tells of. */
export function accountOfText(customerId: string, text: string): Account {
  return accountOf(customerId, JSON.parse(text) as AccountFields);
}

/** The accounts of a customer that a list of such texts tells of, in its order. */
export function accountsOfText(customerId: string, text: string): Account[] {
  return (JSON.parse(text) as AccountFields[]).map((fields) => accountOf(customerId, fields));
}

function accountOf(customerId: string, fields: AccountFields): Account {
  const [meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun] = fields;
  return { customerId, meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun };
}
