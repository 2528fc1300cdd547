import * as v from 'valibot';
import { Id } from './id.ts';
import { Level, MeterBalance } from './meter.ts';
import { Mode } from './state.ts';
import { Subscription, SubscriptionStatus } from './subscription.ts';

const text = v.string();
const Count = v.number();
const maybe = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);

/** One row of the list of customers. */
export const AdminCustomerRow = v.object({
  customerId: text,
  tier: text,
  status: SubscriptionStatus,
  accessUntil: maybe(text),
  providerCustomerId: maybe(text),
  /** When the provider last confirmed all of it; null when only parts were heard. */
  syncedAt: maybe(text),
});
export type AdminCustomerRow = v.InferOutput<typeof AdminCustomerRow>;

/** A tier that an operator gives for nothing. The larger of it and the paid one applies. */
const ComplimentaryTier = v.object({ tier: text, until: maybe(text), reason: text });

/** Units that an operator adds to each window of a meter's limits until an instant. */
const RaisedLimit = v.object({ meter: text, units: Count, until: text, reason: text });

/** What the provider said of one subscription, the newest that was heard. */
const HeardSubscription = v.object({
  id: text,
  tier: maybe(text),
  productId: text,
  status: SubscriptionStatus,
  periodStart: maybe(text),
  periodEnd: maybe(text),
  trialEnd: maybe(text),
  cancelAt: maybe(text),
  endedAt: maybe(text),
  scheduledTier: maybe(text),
  /** The provider's own version of it. */
  modifiedAt: text,
});

const Access = v.object({ tier: text, status: SubscriptionStatus, accessUntil: maybe(text) });

/** Units that are held while work runs. */
const OpenReservation = v.object({ id: text, meter: text, userId: maybe(text), units: Count, createdAt: text, expiresAt: text });

/** All that is known of one customer now. */
export const AdminCustomer = v.object({
  customerId: text,
  version: Count,
  /** Raised by each change of what is known of the subscription. */
  revision: Count,
  provider: text,
  providerCustomerId: maybe(text),
  syncedAt: maybe(text),
  /** What applies. */
  tier: text,
  subscription: Subscription,
  mode: Mode,
  asOf: maybe(text),
  overrides: v.object({ tier: maybe(ComplimentaryTier), limits: v.array(RaisedLimit) }),
  /** Where each meter stands, and the whole reasoning, one sentence for each step. */
  meters: v.record(text, v.object({ balance: MeterBalance, because: v.array(text) })),
  subscriptions: v.array(HeardSubscription),
  reservations: v.array(OpenReservation),
  /** What the host's hooks accepted last. `pending`: it is being told something newer. */
  told: v.object({
    access: maybe(v.object({ ...Access.entries, pending: v.boolean() })),
    levels: v.array(v.object({ meter: text, level: Level })),
  }),
});
export type AdminCustomer = v.InferOutput<typeof AdminCustomer>;

/** One command of the ledger and what became of it. */
export const AdminEntry = v.object({
  id: text,
  kind: v.picklist(['spend', 'record', 'reserve', 'grant', 'revoke']),
  meter: text,
  userId: maybe(text),
  state: text,
  /** Units that were asked for, and those held or committed. */
  requested: Count,
  units: Count,
  split: v.object({ allowance: Count, credits: Count, overage: Count, overrun: Count }),
  /** Whether it was committed after its reservation had expired. */
  late: v.boolean(),
  createdAt: text,
  expiresAt: maybe(text),
  settledAt: maybe(text),
});
export type AdminEntry = v.InferOutput<typeof AdminEntry>;

/** What an account amounted to at one instant. */
const AccountState = v.object({
  tier: text,
  status: SubscriptionStatus,
  periodStart: maybe(text),
  periodEnd: maybe(text),
  cancelAt: maybe(text),
  accessUntil: maybe(text),
  scheduledTier: maybe(text),
});
export type AccountState = v.InferOutput<typeof AccountState>;

/** What caused a change: a webhook (its id and type), a reading of the provider (why), a person of the customer, or an operator (who). */
const ChangeSource = v.object({ kind: v.picklist(['webhook', 'sync', 'person', 'operator']), id: maybe(text), type: maybe(text) });
export type ChangeSource = v.InferOutput<typeof ChangeSource>;

/** One change of a customer's account. */
export const AdminTransition = v.object({
  /** Place in the audit log. */
  seq: Count,
  at: text,
  source: ChangeSource,
  before: AccountState,
  after: AccountState,
});
export type AdminTransition = v.InferOutput<typeof AdminTransition>;

/** A webhook that was accepted and could not be applied. */
export const AdminDeadWebhook = v.object({
  provider: text,
  id: text,
  type: text,
  occurredAt: text,
  receivedAt: text,
  customerId: maybe(text),
  attempts: Count,
  error: text,
});
export type AdminDeadWebhook = v.InferOutput<typeof AdminDeadWebhook>;

/** A usage event that the provider refuses. */
export const AdminParkedUsage = v.object({
  eventId: text,
  customerId: text,
  meter: text,
  units: Count,
  billableUnits: Count,
  at: text,
  reason: text,
});
export type AdminParkedUsage = v.InferOutput<typeof AdminParkedUsage>;

/** One reading of a customer at the provider. */
export const AdminSync = v.object({
  at: text,
  customerId: text,
  /** Why it was read. */
  source: text,
  outcome: v.picklist(['changed', 'unchanged', 'failed']),
  durationMs: Count,
  error: maybe(text),
});
export type AdminSync = v.InferOutput<typeof AdminSync>;

/** One row of the audit log. */
export const AdminAuditRow = v.object({
  seq: Count,
  at: text,
  action: text,
  customerId: maybe(text),
  source: ChangeSource,
  /** What changed. Texts that people wrote are gone after an erasure. */
  detail: v.record(text, v.unknown()),
  /** Why, as the operator wrote it; null where nobody was asked, or after an erasure. */
  reason: maybe(text),
  hash: text,
});
export type AdminAuditRow = v.InferOutput<typeof AdminAuditRow>;

const DAY_MS = 86_400_000;
const milliseconds = (most: number) => v.pipe(v.number(), v.safeInteger('must be whole milliseconds'), v.minValue(0), v.maxValue(most));

/** The settings that operators may change while it runs. Times are milliseconds. */
export const AdminSettings = v.strictObject({
  /** Whether work that fails for good gives its units back. */
  refundOnFailure: v.boolean(),
  /** Share of the granted units under which a balance is low. */
  warnAt: v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.maxLength(10)),
  /** How long access goes on after a failed renewal, 90 days at most. */
  pastDueGraceMs: milliseconds(90 * DAY_MS),
  /** How long a last known paid tier is honoured while the provider is away, 30 days at most. */
  keepLastKnownMs: milliseconds(30 * DAY_MS),
});
export type AdminSettings = v.InferOutput<typeof AdminSettings>;

/** What applies now, and what the application was started with. */
export const AdminSettingsView = v.object({
  /** Send it back with a change, so that nobody overwrites what somebody else just changed. */
  revision: Count,
  settings: AdminSettings,
  configured: AdminSettings,
});
export type AdminSettingsView = v.InferOutput<typeof AdminSettingsView>;

/** What a change of prepaid units did. */
export const AdminCredits = v.object({
  /** Units that were given or taken back; fewer than asked for when fewer were left. */
  units: Count,
  /** Prepaid units that are left now. */
  credits: Count,
  /** Whether an earlier call with this key did it. */
  repeated: v.boolean(),
});
export type AdminCredits = v.InferOutput<typeof AdminCredits>;

/** What one page of checking the audit log found. Go on with `after: next` until it is null. */
export const AdminAuditCheck = v.object({
  checked: Count,
  /** The first row that is not what was written, or null. */
  broken: maybe(v.object({ seq: Count, problem: text })),
  next: maybe(Count),
});
export type AdminAuditCheck = v.InferOutput<typeof AdminAuditCheck>;

/** An instant as an operator may give it. */
export const DeskInstant = v.pipe(text, v.isoTimestamp('must be an ISO 8601 instant, for example 2026-11-20T00:00:00Z'));
/** Why, in the operator's words. */
export const Reason = v.pipe(text, v.trim(), v.minLength(3, 'say why'), v.maxLength(500));
/** Rows on a page, 1 to 100. */
export const PageSize = v.pipe(
  v.union([v.number(), v.pipe(text, v.regex(/^\d{1,3}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
  v.maxValue(100),
);
/** Where the page before ended, as `next` said. */
export const Cursor = v.pipe(text, v.minLength(1), v.maxLength(500));
/** A place in the audit log. */
export const Sequence = v.pipe(
  v.union([v.number(), v.pipe(text, v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);
/** A page of rows; `next` is null on the last one. */
export const pageOf = <S extends v.GenericSchema>(row: S) => v.object({ rows: v.array(row), next: maybe(text) });
/** Rows that wait, and those that need a person. */
export const QueueDepth = v.object({ waiting: Count, stuck: Count, oldestAt: maybe(text) });
/** The customer that an operator names. */
export const Named = v.object({ customerId: Id });
