import * as v from 'valibot';
import { adminRoutes } from './admin-routes.ts';
import { CatalogView } from './catalog.ts';
import { Id } from './id.ts';
import { LiveMessage } from './live.ts';
import { BillingInterval } from './money.ts';
import { InvoiceInput, PaymentPage, PaymentQuery } from './payment.ts';
import { BillingState } from './state.ts';
import { UsageHistory, UsageInterval } from './usage.ts';

const nothing = v.strictObject({});
const Instant = v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 instant, for example 2026-11-20T00:00:00Z'));
const Address = v.pipe(v.string(), v.maxLength(2000));

const Tier = v.object({ tier: Id });
const PlanChange = v.strictObject({
  tier: Id,
  /** How often it is paid. @default as the running subscription, where the tier is sold so, else the tier's first price */
  interval: v.optional(BillingInterval),
  /** @default upgrades now, downgrades at the period's end */
  when: v.optional(v.picklist(['now', 'period_end'])),
});

const CheckoutInput = v.pipe(
  v.strictObject({
    tier: v.optional(Id),
    pack: v.optional(Id),
    /** How often a tier is paid. @default the tier's first price */
    interval: v.optional(BillingInterval),
    /** Where the provider sends the person after paying. `{CHECKOUT_ID}` is filled in. */
    successUrl: Address,
    /** Where "back" leads. */
    returnUrl: Address,
  }),
  v.check(({ tier, pack }) => (tier === undefined) !== (pack === undefined), 'name either a tier or a pack'),
  v.check(({ pack, interval }) => pack === undefined || interval === undefined, 'a pack is paid once and has no interval'),
);

const CheckoutOutput = v.variant('kind', [v.object({ kind: v.literal('redirect'), url: v.string(), checkoutId: v.string() })]);

const CheckoutSyncOutput = v.object({
  /** `activating`: the payment is known or under way and the subscription will follow in a moment. */
  outcome: v.picklist(['active', 'activating', 'open', 'failed', 'expired']),
  /** The pack that was bought; left out where it was a tier. */
  pack: v.optional(v.string()),
  state: BillingState,
});

const Preview = v.object({
  ...Tier.entries,
  direction: v.picklist(['upgrade', 'downgrade']),
  /** When the change takes effect. */
  effectiveAt: v.string(),
  /** Amount due now in minor units; null when nobody can say. */
  dueNow: v.nullable(v.object({ amount: v.number(), currency: v.string() })),
  /** What each period costs from then on. */
  recurring: v.nullable(v.object({ amount: v.number(), currency: v.string(), interval: BillingInterval })),
  /** `quote`: the provider said so. `estimate`: we computed it. */
  basis: v.picklist(['quote', 'estimate']),
});
export type PlanChangePreview = v.InferOutput<typeof Preview>;

const Health = v.object({
  status: v.picklist(['ok', 'degraded']),
  /** Present for operators only. */
  details: v.optional(
    v.object({
      mode: v.picklist(['live', 'degraded']),
      store: v.object({ reachable: v.boolean(), latencyMs: v.number() }),
      provider: v.object({
        id: v.string(),
        reachable: v.boolean(),
        lastContactAt: v.nullable(v.string()),
        /** Of the process that answers: requests that background work may make now (below zero: people need all of it), and how much of it waits. */
        budget: v.object({ requestsPerMinute: v.number(), left: v.number(), waiting: v.number() }),
      }),
      inbox: v.object({ waiting: v.number(), dead: v.number(), oldestAt: v.nullable(v.string()) }),
      outbox: v.object({ waiting: v.number(), parked: v.number(), oldestAt: v.nullable(v.string()) }),
      /** Customers for whom ledger and provider count differently, as of the last look at all; null before there was one. */
      drift: v.nullable(v.object({ customers: v.number(), checkedAt: v.string() })),
    }),
  ),
});

/**
 * Who may call: anyone, a signed-in customer, one of them who manages billing, a provider that signs, or an operator of the host. For
 * everyone else an operator's route does not exist.
 */
export type Access = 'public' | 'customer' | 'manager' | 'signature' | 'operator';

/**
 * Every route of the kit: who may call, what comes in, what goes out. Dispatch, client types, mocks and docs derive from this table.
 * No input has a customer id, since it comes from the host's session alone; an operator's names the customer.
 */
export const routes = {
  'GET /catalog': { access: 'public', input: nothing, output: CatalogView, summary: 'What is sold, for a pricing page' },
  'GET /state': {
    access: 'customer',
    /** `sync`: the provider is asked first, as on the way back from its portal. */
    input: v.strictObject({ sync: v.optional(v.literal('1')) }),
    output: BillingState,
    summary: 'Tier, subscription and meters of the customer',
  },
  'GET /usage': {
    access: 'customer',
    input: v.strictObject({
      meter: Id,
      from: v.optional(Instant),
      to: v.optional(Instant),
      interval: v.optional(UsageInterval),
      by: v.optional(v.literal('user')),
    }),
    output: UsageHistory,
    summary: 'Committed units over time',
  },
  'GET /payments': { access: 'customer', input: PaymentQuery, output: PaymentPage, summary: 'What the customer paid, newest first' },
  'POST /payments/invoice': {
    access: 'manager',
    input: InvoiceInput,
    output: v.object({ url: v.string() }),
    summary: 'A fresh link to the invoice of a payment',
  },
  'GET /live': { access: 'customer', input: nothing, output: LiveMessage, summary: 'Server-sent events: the state changed' },
  'POST /checkout': { access: 'manager', input: CheckoutInput, output: CheckoutOutput, summary: 'Start paying for a tier or a pack' },
  'POST /checkout/sync': {
    access: 'customer',
    input: v.strictObject({ checkoutId: Id }),
    output: CheckoutSyncOutput,
    summary: 'After the checkout: read it at the provider and apply it',
  },
  'POST /subscription/preview': { access: 'manager', input: PlanChange, output: Preview, summary: 'What a plan change costs and when' },
  'POST /subscription/change': { access: 'manager', input: PlanChange, output: BillingState, summary: 'Change to another tier' },
  'POST /subscription/cancel': {
    access: 'manager',
    input: v.strictObject({ reason: v.optional(v.pipe(v.string(), v.maxLength(1000))) }),
    output: BillingState,
    summary: 'Cancel at the end of the period',
  },
  'POST /subscription/resume': {
    access: 'manager',
    input: nothing,
    output: BillingState,
    summary: 'Take a scheduled end or downgrade back',
  },
  'POST /portal': {
    access: 'manager',
    input: v.strictObject({ returnUrl: Address }),
    output: v.object({ url: v.string() }),
    summary: "A fresh link to the provider's portal",
  },
  'POST /webhooks/:provider': { access: 'signature', input: nothing, output: nothing, summary: 'Signed events of a provider' },
  'GET /health': { access: 'public', input: nothing, output: Health, summary: 'Liveness; details for operators' },
  'GET /openapi.json': {
    access: 'public',
    input: nothing,
    output: v.record(v.string(), v.unknown()),
    summary: 'These routes as an OpenAPI document',
  },
  ...adminRoutes,
} as const satisfies Record<string, { access: Access; input: v.GenericSchema; output: v.GenericSchema; summary: string }>;

export type Routes = typeof routes;
export type RouteKey = keyof Routes;
export type RouteInput<K extends RouteKey> = v.InferOutput<Routes[K]['input']>;
export type RouteOutput<K extends RouteKey> = v.InferOutput<Routes[K]['output']>;

export type {
  AccountState,
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
  ChangeSource,
} from './admin.ts';
