import type {
  AdminAuditRow,
  AdminCustomer,
  AdminCustomerRow,
  AdminEntry,
  AdminSettingsView,
  AdminSync,
  AdminTransition,
  RouteOutput,
} from '@plimsoll/contract/routes';
import { balanceOf, exhausted, inDays, stateOf } from './fixtures.ts';

const { subscription } = stateOf();
const row = { tier: 'pro', status: 'active', accessUntil: null, providerCustomerId: null, syncedAt: inDays(0) } as const;

export const customers: readonly AdminCustomerRow[] = [
  { ...row, customerId: 'org_acme' },
  { ...row, customerId: 'org_birch', status: 'past_due', accessUntil: inDays(4) },
  { ...row, customerId: 'org_cedar', tier: 'free', status: 'none', syncedAt: null },
  { ...row, customerId: 'org_the_customer_with_a_name_that_goes_on_and_on_and_on', tier: 'enterprise', status: 'trialing' },
];

export const customer: AdminCustomer = {
  customerId: 'org_birch',
  version: 42,
  revision: 7,
  provider: 'polar',
  providerCustomerId: 'b6c3a5e2-0000-4000-8000-000000000001',
  syncedAt: inDays(0),
  tier: 'pro',
  subscription: { ...subscription, status: 'past_due', accessUntil: inDays(4) },
  mode: 'live',
  asOf: inDays(0),
  overrides: {
    tier: null,
    limits: [{ meter: 'candidate_screenings', units: 200, until: inDays(9), reason: 'A fair in Berlin, agreed by phone' }],
  },
  meters: {
    job_descriptions: {
      balance: exhausted,
      because: [
        'The plan is Pro: the subscription is past due, and access goes on until the end of the grace.',
        'Pro includes 50 job descriptions in each billing period; 50 were used.',
        'No prepaid units are left, and Pro sells none past the allowance.',
      ],
    },
    candidate_screenings: {
      balance: balanceOf({ granted: 700, used: 120, remaining: 580 }),
      because: ['Pro includes 500 candidate screenings in each billing period, and an operator added 200; 580 are left.'],
    },
  },
  subscriptions: [
    {
      id: 'sub_birch',
      tier: 'pro',
      productId: 'prod_pro',
      status: 'past_due',
      periodStart: inDays(-19),
      periodEnd: inDays(11),
      trialEnd: null,
      cancelAt: null,
      endedAt: null,
      scheduledTier: null,
      modifiedAt: inDays(-3),
    },
  ],
  reservations: [{ id: 'draft-4711', meter: 'job_descriptions', userId: 'user_kim', units: 2, createdAt: inDays(0), expiresAt: inDays(1) }],
  told: { access: { tier: 'pro', status: 'past_due', accessUntil: inDays(4), pending: false }, levels: [] },
};

const account = {
  tier: 'free',
  status: 'none',
  periodStart: null,
  periodEnd: null,
  cancelAt: null,
  accessUntil: null,
  scheduledTier: null,
} as const;
const paid = { ...account, tier: 'pro', status: 'active', periodStart: inDays(-19), periodEnd: inDays(11) } as const;

export const transitions: readonly AdminTransition[] = [
  {
    seq: 31,
    at: inDays(-3),
    source: { kind: 'webhook', id: 'evt_31', type: 'subscription.past_due' },
    before: paid,
    after: { ...paid, status: 'past_due', accessUntil: inDays(4) },
  },
  { seq: 18, at: inDays(-19), source: { kind: 'sync', id: null, type: 'checkout' }, before: account, after: paid },
];

const entry = {
  kind: 'spend',
  meter: 'job_descriptions',
  userId: 'user_kim',
  state: 'committed',
  requested: 1,
  units: 1,
  split: { allowance: 1, credits: 0, overage: 0, overrun: 0 },
  late: false,
  createdAt: inDays(-1),
  expiresAt: null,
  settledAt: inDays(-1),
} as const;

export const entries: readonly AdminEntry[] = [
  { ...entry, id: 'draft-4711', kind: 'reserve', state: 'held', requested: 2, units: 2, settledAt: null },
  { ...entry, id: 'draft-4710', requested: 5, units: 3, split: { allowance: 1, credits: 2, overage: 0, overrun: 0 } },
  {
    ...entry,
    id: 'order_9',
    kind: 'grant',
    userId: null,
    requested: 20,
    units: 20,
    split: { allowance: 0, credits: 20, overage: 0, overrun: 0 },
  },
];

export const syncs: readonly AdminSync[] = [
  { at: inDays(0), customerId: 'org_birch', source: 'operator', outcome: 'changed', durationMs: 184, error: null },
  { at: inDays(-1), customerId: 'org_acme', source: 'reconcile', outcome: 'unchanged', durationMs: 92, error: null },
  {
    at: inDays(-2),
    customerId: 'org_cedar',
    source: 'webhook',
    outcome: 'failed',
    durationMs: 10_004,
    error: 'The provider gave no answer within 10 s.',
  },
];

export const auditRows: readonly AdminAuditRow[] = [
  {
    seq: 33,
    at: inDays(0),
    action: 'credits.granted',
    customerId: 'org_birch',
    source: { kind: 'operator', id: 'user_desk', type: null },
    detail: { meter: 'job_descriptions', units: 20 },
    reason: 'Lost a day to our outage',
    hash: '9f2b6c1e7a4d55aa01',
  },
  {
    seq: 31,
    at: inDays(-3),
    action: 'account.changed',
    customerId: 'org_birch',
    source: { kind: 'webhook', id: 'evt_31', type: 'subscription.past_due' },
    detail: {},
    reason: null,
    hash: '41c09ee2d83b7712cc',
  },
];

export const settings: AdminSettingsView = {
  revision: 3,
  settings: { refundOnFailure: true, warnAt: [0.2, 0.05], pastDueGraceMs: 7 * 86_400_000, keepLastKnownMs: 72 * 3_600_000 },
  configured: { refundOnFailure: false, warnAt: [0.2, 0.05], pastDueGraceMs: 7 * 86_400_000, keepLastKnownMs: 72 * 3_600_000 },
};

export const health: RouteOutput<'GET /health'> = {
  status: 'ok',
  details: {
    mode: 'live',
    store: { reachable: true, latencyMs: 1.4 },
    provider: {
      id: 'polar',
      reachable: true,
      lastContactAt: inDays(0),
      budget: { requestsPerMinute: 300, left: 231, waiting: 0 },
    },
    inbox: { waiting: 0, dead: 2, oldestAt: null },
    outbox: { waiting: 14, parked: 0, oldestAt: inDays(0) },
    drift: { customers: 0, checkedAt: inDays(0) },
  },
};

const received = { provider: 'polar', occurredAt: inDays(-2), receivedAt: inDays(-2), attempts: 12 };
export const deadWebhooks: RouteOutput<'GET /admin/inbox'>['rows'] = [
  {
    ...received,
    id: 'evt_77',
    type: 'subscription.updated',
    customerId: 'org_birch',
    error: 'The product prod_new is not in the catalog.',
  },
  { ...received, id: 'evt_78', type: 'order.paid', customerId: null, error: 'No customer is bound to cus_0042.' },
];
