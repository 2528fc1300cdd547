import * as v from 'valibot';
import {
  AdminAuditCheck,
  AdminAuditRow,
  AdminCredits,
  AdminCustomer,
  AdminCustomerRow,
  AdminDeadWebhook,
  AdminEntry,
  AdminParkedUsage,
  AdminSettings,
  AdminSettingsView,
  AdminSync,
  AdminTransition,
  Cursor,
  DeskInstant,
  Named,
  PageSize,
  pageOf,
  QueueDepth,
  Reason,
  Sequence,
} from './admin.ts';
import { Id } from './id.ts';
import { UnitCount } from './meter.ts';
import { Payment } from './payment.ts';

const { customerId } = Named.entries;
const limit = v.optional(PageSize);
const operator = 'operator' as const;
const Credits = v.strictObject({
  customerId,
  meter: Id,
  units: UnitCount,
  reason: Reason,
  /** Chosen by the caller for this deed: the same one again does nothing. */
  key: Id,
});

/** The operators' desk. Here, and only here, inputs name the customer. */
export const adminRoutes = {
  'GET /admin/customers': {
    access: operator,
    /** `search`: how their ids begin. */
    input: v.strictObject({ search: v.optional(v.pipe(v.string(), v.maxLength(200))), after: v.optional(Cursor), limit }),
    output: pageOf(AdminCustomerRow),
    summary: 'Customers in the order of their ids',
  },
  'GET /admin/customer': {
    access: operator,
    input: v.strictObject({ customerId }),
    output: AdminCustomer,
    summary: 'All that is known of one customer now, and why',
  },
  'GET /admin/customer/timeline': {
    access: operator,
    input: v.strictObject({ customerId, before: v.optional(Cursor), limit }),
    output: pageOf(AdminTransition),
    summary: "Changes of a customer's account, newest first, with what caused each",
  },
  'GET /admin/customer/entries': {
    access: operator,
    input: v.strictObject({ customerId, before: v.optional(Cursor), limit }),
    output: pageOf(AdminEntry),
    summary: "A customer's ledger entries, newest first",
  },
  'GET /admin/customer/payments': {
    access: operator,
    input: v.strictObject({ customerId, before: v.optional(Cursor), limit }),
    output: pageOf(Payment),
    summary: 'What a customer paid and was given back, newest first',
  },
  'POST /admin/customer/sync': {
    access: operator,
    input: v.strictObject({ customerId }),
    output: AdminCustomer,
    summary: 'Read the customer again at the provider',
  },
  'POST /admin/customer/export': {
    access: operator,
    input: v.strictObject({ customerId }),
    output: v.record(v.string(), v.unknown()),
    summary: 'Everything that is kept of a customer, for the person who asks',
  },
  'POST /admin/customer/erase': {
    access: operator,
    /** `confirm`: the customer's id once more. */
    input: v.pipe(
      v.strictObject({ customerId, confirm: Id, reason: Reason }),
      v.check((input) => input.confirm === input.customerId, 'confirm must repeat the id of the customer'),
    ),
    output: v.object({ erased: v.literal(true) }),
    summary: 'Forget the persons of a customer; sums of usage stay',
  },
  'POST /admin/credits/grant': {
    access: operator,
    input: v.strictObject({ ...Credits.entries, expiresAt: v.optional(DeskInstant) }),
    output: AdminCredits,
    summary: 'Give prepaid units',
  },
  'POST /admin/credits/revoke': { access: operator, input: Credits, output: AdminCredits, summary: 'Take prepaid units back' },
  'POST /admin/tier': {
    access: operator,
    /** `tier` null takes it back; `until` null is until it is taken back. */
    input: v.strictObject({ customerId, tier: v.nullable(Id), until: v.nullable(DeskInstant), reason: Reason }),
    output: AdminCustomer,
    summary: 'Give a tier for nothing',
  },
  'POST /admin/limit': {
    access: operator,
    /** `units`: added to each window; null takes the raise back. */
    input: v.pipe(
      v.strictObject({ customerId, meter: Id, units: v.nullable(UnitCount), until: v.nullable(DeskInstant), reason: Reason }),
      v.check(({ units, until }) => (units === null) === (until === null), 'a raise needs an end, and taking it back has none'),
    ),
    output: AdminCustomer,
    summary: 'Raise a limit for a while',
  },
  'GET /admin/inbox': {
    access: operator,
    input: v.strictObject({ after: v.optional(Cursor), limit }),
    output: v.object({ ...QueueDepth.entries, ...pageOf(AdminDeadWebhook).entries }),
    summary: 'Webhooks: how many wait, and those that were given up',
  },
  'POST /admin/inbox/replay': {
    access: operator,
    input: v.strictObject({
      webhooks: v.pipe(v.array(v.strictObject({ provider: Id, id: Id })), v.minLength(1), v.maxLength(100)),
      confirm: v.literal(true, 'confirm must be true'),
      reason: Reason,
    }),
    output: v.object({ replayed: v.number() }),
    summary: 'Apply webhooks once more, under the same guards',
  },
  'GET /admin/outbox': {
    access: operator,
    input: v.strictObject({ after: v.optional(Cursor), limit }),
    output: v.object({ ...QueueDepth.entries, ...pageOf(AdminParkedUsage).entries }),
    summary: 'Usage for the provider: how much waits, and what it refuses',
  },
  'POST /admin/outbox/resend': {
    access: operator,
    input: v.strictObject({
      eventIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(100)),
      confirm: v.literal(true, 'confirm must be true'),
      reason: Reason,
    }),
    output: v.object({ resent: v.number() }),
    summary: 'Send refused usage again; each event counts once',
  },
  'GET /admin/syncs': {
    access: operator,
    input: v.strictObject({ customerId: v.optional(Id), limit }),
    output: v.object({ rows: v.array(AdminSync) }),
    summary: 'The latest readings at the provider, newest first',
  },
  'GET /admin/settings': {
    access: operator,
    input: v.strictObject({}),
    output: AdminSettingsView,
    summary: 'Settings that can be changed here',
  },
  'POST /admin/settings': {
    access: operator,
    /** Settings that are left out go back to what the application was started with. */
    input: v.strictObject({ revision: Sequence, settings: v.partial(AdminSettings), reason: Reason }),
    output: AdminSettingsView,
    summary: 'Change settings, in every instance within seconds',
  },
  'GET /admin/audit': {
    access: operator,
    input: v.strictObject({ customerId: v.optional(Id), before: v.optional(Cursor), limit }),
    output: pageOf(AdminAuditRow),
    summary: 'Who and what changed accounts, newest first',
  },
  'GET /admin/audit/verify': {
    access: operator,
    input: v.strictObject({ after: v.optional(Sequence) }),
    output: AdminAuditCheck,
    summary: 'Whether the audit log is what was written',
  },
} as const;
