import type { Account } from '../../ledger/account.ts';
import type { HourRow, VersionRow } from './journal-page.ts';

/** A row as it is with everything that the journal says. */
export interface Kept<Row> {
  row: Row;
  /** The page that changed it last; 0 when its table knows it. */
  page: number;
}

/** What is remembered of a customer. */
interface Customer {
  version: Kept<VersionRow> | undefined;
  accounts: Kept<Account>[];
  hours: Kept<HourRow>[];
}

/** Customers whose rows are remembered. */
interface CustomerMap {
  /** What is remembered of a customer: nothing yet, for a new one. */
  find(customerId: string): Customer;
  forget(): void;
}

// About a kilobyte each.
const MOST_REMEMBERED = 20_000;

/** Nobody is remembered. When it is full, all are forgotten whose rows the tables know. */
export function createCustomerMap(): CustomerMap {
  let customers = new Map<string, Customer>();
  let most = MOST_REMEMBERED;
  // A command asks for the same customer several times.
  let last: { readonly id: string; readonly customer: Customer } | undefined;

  function add(customerId: string): Customer {
    if (customers.size >= most) {
      customers = new Map([...customers].filter(([, customer]) => isAhead(customer)));
      most = Math.max(MOST_REMEMBERED, customers.size * 2);
    }
    const customer = { version: undefined, accounts: [], hours: [] };
    customers.set(customerId, customer);
    return customer;
  }

  return {
    find(customerId) {
      if (last?.id === customerId) return last.customer;
      const customer = customers.get(customerId) ?? add(customerId);
      last = { id: customerId, customer };
      return customer;
    },
    forget() {
      customers = new Map();
      last = undefined;
    },
  };
}

function isAhead({ version, accounts, hours }: Customer): boolean {
  const ahead = ({ page }: { readonly page: number }) => page > 0;
  return (version !== undefined && ahead(version)) || accounts.some(ahead) || hours.some(ahead);
}
