import type { RouteKey } from '@plimsoll/contract/routes';
import { type Billing, createBilling, type Provider } from '../../src/index.ts';
import { sqliteStore } from '../../src/sqlite.ts';
import { catalog } from './catalog.ts';
import { deskCustomer } from './desk-customers.ts';

export interface PageTime {
  readonly page: string;
  /** Milliseconds of the first opening in a new process, and the median of those after it. */
  readonly firstMs: number;
  readonly medianMs: number;
}

const OPENINGS = 9;
const operator = { customerId: 'host', userId: 'operator', canManageBilling: false, operator: true };

/** Opens each page of the desk over a file, by a process that has read nothing of it. */
export async function measurePages(file: string, customers: number): Promise<readonly PageTime[]> {
  const store = sqliteStore({ file });
  const provider = { id: 'stub', name: 'Stub', capabilities: { portal: false, usage: false, providerMeters: false } } as Provider;
  const parts = { parseWebhook: () => Promise.reject(new Error('not here')), readCustomer: async () => null, sells: () => true };
  const billing = createBilling({ catalog, store, provider: { ...provider, ...parts }, allowedOrigins: ['https://app.example'] });
  await store.open();
  const times: PageTime[] = [];
  for (const { page, key, query } of pagesFor(customers)) {
    const durations: number[] = [];
    for (let opening = 0; opening <= OPENINGS; opening += 1) durations.push(await openPage(billing, key, query));
    const [first = 0, ...others] = durations;
    times.push({ page, firstMs: first, medianMs: others.sort((a, b) => a - b)[Math.floor(OPENINGS / 2)] ?? 0 });
  }
  await store.close();
  return times;
}

function pagesFor(customers: number): { page: string; key: RouteKey; query: Record<string, string> }[] {
  const [heavy, middle] = [deskCustomer(0), deskCustomer(Math.floor(customers / 2))];
  const old = { before: '1/deed-0' };
  return [
    { page: 'customers, first page', key: 'GET /admin/customers', query: { limit: '100' } },
    { page: 'customers, in the middle', key: 'GET /admin/customers', query: { after: middle, limit: '100' } },
    { page: 'customers, searched', key: 'GET /admin/customers', query: { search: middle.slice(0, -2), limit: '100' } },
    { page: 'one customer', key: 'GET /admin/customer', query: { customerId: middle } },
    { page: 'the customer with a tenth of all entries', key: 'GET /admin/customer', query: { customerId: heavy } },
    { page: 'its entries, first page', key: 'GET /admin/customer/entries', query: { customerId: heavy, limit: '100' } },
    { page: 'its entries, past the end', key: 'GET /admin/customer/entries', query: { customerId: heavy, limit: '100', ...old } },
    { page: 'its timeline', key: 'GET /admin/customer/timeline', query: { customerId: heavy } },
    { page: 'inbox', key: 'GET /admin/inbox', query: {} },
    { page: 'outbox', key: 'GET /admin/outbox', query: {} },
    { page: 'syncs', key: 'GET /admin/syncs', query: {} },
    { page: 'settings', key: 'GET /admin/settings', query: {} },
    { page: 'audit log', key: 'GET /admin/audit', query: {} },
  ];
}

async function openPage(billing: Billing, key: RouteKey, query: Record<string, string>): Promise<number> {
  const [method = '', path = ''] = key.split(' ');
  const startedAt = performance.now();
  const { status, body } = await billing.handle({
    ...{ method, path, query: new URLSearchParams(query), header: () => undefined, identify: async () => operator },
    body: async () => ({ kind: 'bytes', bytes: new Uint8Array() }),
  });
  if (status !== 200) throw new Error(`${key} answered ${status}: ${String(body)}`);
  return performance.now() - startedAt;
}

/** The times as a table. */
export function formatPages(times: readonly PageTime[]): string {
  const rows = times.map(({ page, firstMs, medianMs }) => `| ${page} | ${firstMs.toFixed(1)} | ${medianMs.toFixed(1)} |`);
  return ['| page | first opening, ms | then, ms |', '| --- | --- | --- |', ...rows].join('\n');
}
