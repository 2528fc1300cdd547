import type { RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import { changeCredits } from '../../../admin/change-credits.ts';
import { giveTier, raiseLimit } from '../../../admin/change-overrides.ts';
import { exportCustomer } from '../../../admin/export-customer.ts';
import { listCustomers } from '../../../admin/list-customers.ts';
import { listEntries } from '../../../admin/list-entries.ts';
import { listPayments } from '../../../admin/list-payments.ts';
import { readInbox, readOutbox, replayWebhooks, resendUsage } from '../../../admin/queues.ts';
import { readAudit, readTimeline, verifyAudit } from '../../../admin/read-audit.ts';
import { readCustomer } from '../../../admin/read-customer.ts';
import { requireCustomer } from '../../../admin/require-customer.ts';
import type { Context } from '../../../context.ts';
import { eraseCustomer } from '../../../erasure/erase-customer.ts';
import type { CustomerCall } from '../../call.ts';

/** Routes of the operators' desk. */
type AdminRouteKey = Extract<RouteKey, `${string} /admin/${string}`>;

type AdminHandler<K extends RouteKey> = (context: Context, call: CustomerCall<K>) => Promise<RouteOutput<K>>;

const USUAL_SYNCS = 50;

/** What answers the operators' desk. Who asks is an operator; the customer is the one that the input names. */
export const adminHandlers: { readonly [K in AdminRouteKey]: AdminHandler<K> } = {
  'GET /admin/customers': (context, { input }) => listCustomers(context, input),
  'GET /admin/customer': (context, { input }) => readCustomer(context, input.customerId),
  'GET /admin/customer/timeline': (context, { input }) => readTimeline(context, input),
  'GET /admin/customer/entries': (context, { input }) => listEntries(context, input),
  'GET /admin/customer/payments': (context, { input }) => listPayments(context, input),
  async 'POST /admin/customer/sync'(context, { input: { customerId }, identity }) {
    await requireCustomer(context, customerId);
    await context.sync.customer(customerId, 'operator', { kind: 'operator', id: identity.userId, type: 'sync' });
    return await readCustomer(context, customerId);
  },
  'POST /admin/customer/export': (context, { input, identity }) => exportCustomer(context, identity, input.customerId),
  async 'POST /admin/customer/erase'(context, { input, identity }) {
    await eraseCustomer(context, identity, input);
    return { erased: true };
  },
  'POST /admin/credits/grant': (context, { input, identity }) => changeCredits(context, identity, { ...input, kind: 'grant' }),
  'POST /admin/credits/revoke': (context, { input, identity }) => changeCredits(context, identity, { ...input, kind: 'revoke' }),
  async 'POST /admin/tier'(context, { input, identity }) {
    await giveTier(context, identity, input);
    return await readCustomer(context, input.customerId);
  },
  async 'POST /admin/limit'(context, { input, identity }) {
    await raiseLimit(context, identity, input);
    return await readCustomer(context, input.customerId);
  },
  'GET /admin/inbox': (context, { input }) => readInbox(context, input),
  'POST /admin/inbox/replay': (context, { input, identity }) => replayWebhooks(context, identity, input),
  'GET /admin/outbox': (context, { input }) => readOutbox(context, input),
  'POST /admin/outbox/resend': (context, { input, identity }) => resendUsage(context, identity, input),
  async 'GET /admin/syncs'(context, { input: { customerId, limit = USUAL_SYNCS } }) {
    return { rows: await context.syncs.list({ customerId: customerId ?? null, limit }) };
  },
  'GET /admin/settings': (context) => context.live.view(),
  async 'POST /admin/settings'(context, { input: { revision, settings, reason }, identity }) {
    const source = { kind: 'operator', id: identity.userId, type: null } as const;
    const note = { id: `settings/${context.runtime.uuid()}`, at: await context.store.now(), customerId: null, source, reason };
    return await context.live.change({ revision, settings, note: { ...note, action: 'settings.changed' } });
  },
  'GET /admin/audit': (context, { input }) => readAudit(context, input),
  'GET /admin/audit/verify': (context, { input }) => verifyAudit(context, input.after ?? 0),
};
