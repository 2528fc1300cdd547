import type { RouteOutput } from '@plimsoll/contract/routes';
import type { AdminPlace } from '../admin/admin-place.ts';
import { BillingAdmin } from '../admin/billing-admin.tsx';
import { customer, settings } from './desk.ts';
import { renderBilling } from './render-billing.tsx';
import { stubServer } from './stub-server.ts';

type Answers = NonNullable<Parameters<typeof stubServer>[0]>;

const row = { tier: 'pro', status: 'active', accessUntil: null, providerCustomerId: null, syncedAt: null } as const;
/** A webhook that was given up. */
export const dead = (id: string, error = 'The product is not in the catalog.'): RouteOutput<'GET /admin/inbox'>['rows'][number] => ({
  ...{ provider: 'polar', id, type: 'subscription.updated', occurredAt: '2026-11-20T00:00:00Z', receivedAt: '2026-11-20T00:00:01Z' },
  ...{ customerId: 'org_birch', attempts: 12, error },
});
const none = { rows: [], next: null };

/** A server with two customers, of whom nothing is to tell. */
export const serveDesk = (answers: Answers = {}) =>
  stubServer({
    'GET /admin/settings': () => settings,
    'GET /admin/customers': ({ search = '' }) => ({
      rows: [
        { ...row, customerId: 'org_acme' },
        { ...row, customerId: 'org_birch' },
      ].filter(({ customerId }) => customerId.startsWith(search)),
      next: null,
    }),
    'GET /admin/customer': () => customer,
    'GET /admin/customer/timeline': () => none,
    'GET /admin/customer/entries': () => none,
    'GET /admin/customer/payments': () => none,
    'GET /admin/syncs': () => ({ rows: [] }),
    'GET /admin/audit': () => none,
    'GET /admin/inbox': () => ({ waiting: 3, stuck: 2, oldestAt: null, rows: [dead('evt_1'), dead('evt_2')], next: null }),
    ...answers,
  });
export const openDesk = (place: AdminPlace, server = serveDesk()) => {
  renderBilling(<BillingAdmin place={place} />, server);
  return server;
};
/** What a route was sent last. */
export const bodyOf = ({ seen }: ReturnType<typeof stubServer>, key: string) => seen.findLast((request) => request.key === key)?.body;
export const atBirch: AdminPlace = { section: 'customers', customerId: 'org_birch' };
