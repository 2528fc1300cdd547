import type { AdminCustomer, AdminSettingsView } from '@plimsoll/contract/routes';
import { balanceOf, stateOf } from './acme.ts';

/** A customer of the made-up recruiting tool who has used up one meter. */
export const customer: AdminCustomer = {
  ...{ customerId: 'org_birch', version: 1, revision: 1, provider: 'polar', providerCustomerId: 'cus_1', syncedAt: null },
  ...{ tier: 'pro', subscription: stateOf().subscription, mode: 'live', asOf: null },
  overrides: { tier: null, limits: [] },
  meters: {
    job_descriptions: {
      balance: balanceOf({ used: 50, remaining: 0, level: 'exhausted' }),
      because: ['Pro includes 50 job descriptions in each billing period; 50 were used.', 'No prepaid units are left.'],
    },
    tokens: { balance: balanceOf(), because: ['38 of 50 are left.'] },
  },
  subscriptions: [],
  reservations: [],
  told: { access: null, levels: [] },
};

export const settings: AdminSettingsView = {
  revision: 3,
  settings: { refundOnFailure: true, warnAt: [0.2], pastDueGraceMs: 7 * 86_400_000, keepLastKnownMs: 72 * 3_600_000 },
  configured: { refundOnFailure: false, warnAt: [0.2], pastDueGraceMs: 7 * 86_400_000, keepLastKnownMs: 72 * 3_600_000 },
};
