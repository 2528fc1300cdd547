import type { Context } from '../context.ts';
import { isoOf } from '../subscription/instant.ts';
import { listEntries } from './list-entries.ts';
import type { Operator } from './operator.ts';
import { tellDeed } from './operator.ts';
import { readAudit } from './read-audit.ts';
import { readCustomer } from './read-customer.ts';

const PAGE = 100;
// More than anybody reads; whoever has more asks the store itself.
const MOST_PAGES = 100;

/** Everything that is kept of a customer, for the person who asks. Audited. @throws BillingError `not_found` */
export async function exportCustomer(context: Context, operator: Operator, customerId: string): Promise<Record<string, unknown>> {
  const customer = await readCustomer(context, customerId);
  await tellDeed(context, operator, { action: 'customer.exported', customerId, detail: {}, reason: null });
  const [entries, audit, payments] = await Promise.all([
    collect((before) => listEntries(context, { customerId, before, limit: PAGE })),
    collect((before) => readAudit(context, { customerId, before, limit: PAGE })),
    context.store.payments.list({ customerId, before: null, limit: PAGE * MOST_PAGES }),
  ]);
  return {
    exportedAt: isoOf(await context.store.now()),
    customer,
    entries: entries.rows,
    audit: audit.rows,
    payments,
    complete: entries.whole && audit.whole,
  };
}

async function collect<Row>(
  read: (before: string | undefined) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<{ rows: Row[]; whole: boolean }> {
  const rows: Row[] = [];
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { rows: more, next } = await read(before);
    rows.push(...more);
    if (next === null) return { rows, whole: true };
    before = next;
  }
  return { rows, whole: false };
}
