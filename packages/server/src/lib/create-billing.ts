import { type Catalog, type FeatureId, type MeterId, viewCatalog } from '@plimsoll/contract';
import { createAccessWatch } from './access/create-access-watch.ts';
import { createLiveSettings } from './admin/live-settings.ts';
import { createSyncLog } from './admin/sync-log.ts';
import type { Alert } from './alert.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { type Background, createBackground } from './background/background.ts';
import type { Context } from './context.ts';
import { createCredits } from './credits/create-credits.ts';
import type { Credits } from './credits/credits.ts';
import { createAvailability } from './degraded/availability.ts';
import { readmitCustomer } from './erasure/readmit-customer.ts';
import { createTombstones } from './erasure/tombstones.ts';
import { createFeatures } from './features/create-features.ts';
import type { Features } from './features/features.ts';
import { handleLazily, loadHandler } from './http/handle-lazily.ts';
import type { Handler } from './http/handler.ts';
import { createCoalescer } from './ledger/coalescer.ts';
import { createLevelWatch } from './level/create-level-watch.ts';
import { createHub } from './live/hub.ts';
import { type Logger, silentLogger } from './logger.ts';
import { type BillingOptions, checkOptions } from './options.ts';
import { createRepair } from './repair/create-repair.ts';
import type { Repair } from './repair/repair.ts';
import { systemRuntime } from './runtime/runtime.ts';
import { readSettings } from './settings.ts';
import { createSpill } from './spill/create-spill.ts';
import { promptReads } from './spill/prompt-reads.ts';
import { alertLosses } from './store/alert-losses.ts';
import { createStoreClock } from './store-clock.ts';
import { createSync } from './subscription/create-sync.ts';
import { forgetWritten } from './subscription/forget-written.ts';
import { createKnownCustomers } from './subscription/known-customers.ts';
import { loadCustomer } from './subscription/read-standing.ts';
import { instrument } from './telemetry/instrument.ts';
import { observeEngine } from './telemetry/observe-engine.ts';
import { createUsage } from './usage/create-usage.ts';
import type { Usage } from './usage/usage.ts';
import { calmAlerts } from './webhook/calm-alerts.ts';

// Clocks of two machines drift apart by less than a millisecond in that time.
const LONGEST_CLOCK_MS = 5000;

/** A running billing engine. Mount it with `billingRouter` or `billingFetch`, gate work with `usage`. */
export interface Billing<C extends Catalog = Catalog> {
  readonly usage: Usage<MeterId<C>>;
  /** Prepaid units that the host gives away. */
  readonly credits: Credits<MeterId<C>>;
  /** What a customer's tier includes beside units. */
  readonly features: Features<FeatureId<C>>;
  /** Answers one request; what the framework adapters call. */
  readonly handle: Handler;
  /** Opens the store and begins the background work: webhooks, usage delivery, probes. */
  start(): Promise<void>;
  /** Ends background work and live connections within 10 seconds, then closes the store. Nothing is lost: what waits is stored. */
  stop(): Promise<void>;
  /** What waits for a person: dead webhooks and usage that the provider refuses. */
  readonly repair: Repair;
  /** Finds what misbills silently: missing products, other prices, meters that sum the wrong thing. A sentence and an alert for each; none when all is well. */
  verifyProvider(): Promise<readonly string[]>;
  /**
   * Lets a customer begin anew who was erased, where an application uses the same id again: call it when you sign that customer up. `false`: it
   * was not erased. Until then whatever concerns it is refused with `customer_erased`.
   */
  readmit(customerId: string): Promise<boolean>;
  /** One bounded round of all background work, for hosts without long-lived processes. */
  tick(): Promise<void>;
}

/** Puts catalog, provider and store together. @throws TypeError that names every option that cannot be used */
export function createBilling<C extends Catalog>(options: BillingOptions<C>): Billing<C> {
  checkOptions(options);
  const { context, background } = compose(options);
  const { store, hub, known } = context;
  const unsubscribe = store.changes.subscribe((change) => {
    if (change.about === 'snapshot') {
      known.forget(change.customerId);
      context.level.noteCustomer(change.customerId);
    } else known.noteVersion(change.customerId, change.version);
    // Of whoever begins anew the log has to hear anew.
    if (change.version === 0) context.audit.forgetTold();
    hub.publish(change);
  });
  const stopAlerts = alertLosses(store, { ...context, isErased: context.tombstones.isErased });
  let stopObserving: (() => void) | undefined;
  const observe = () => {
    stopObserving ??= observeEngine(context);
  };
  return {
    usage: createUsage(context),
    credits: createCredits(context),
    features: createFeatures(context),
    handle: handleLazily(context),
    async start() {
      await Promise.all([store.open(), loadHandler()]);
      warnOfStore(context);
      observe();
      background.start();
    },
    async stop() {
      hub.close();
      unsubscribe();
      stopAlerts();
      stopObserving?.();
      stopObserving = undefined;
      await background.stop();
      await context.spill.close();
      await store.close();
    },
    tick() {
      observe();
      return background.tick();
    },
    repair: createRepair(context),
    readmit: (customerId) => readmitCustomer(context, customerId),
    async verifyProvider() {
      const problems = await context.availability.call('read', () => context.provider.verify(context.catalog));
      for (const problem of problems) context.alert({ priority: 'soon', code: 'provider_setup', context: { problem } });
      return problems;
    },
  };
}

function compose(options: BillingOptions<Catalog>): { context: Context; background: Background } {
  const { catalog, allowedOrigins, logger = silentLogger } = options;
  // What a test does not bring is the system's.
  const runtime = { ...systemRuntime, ...options.runtime };
  const configured = readSettings(options.settings);
  const hub = createHub();
  const { recorder, tallies, provider, store: given } = instrument(options, runtime);
  const tell = calmAlerts(safely(logger, options.onAlert), runtime);
  const alert = (raised: Alert) => {
    recorder.count('alert.raised', { code: raised.code, priority: raised.priority });
    tell(raised);
  };
  const { probeIntervalMs, storeDeadlineMs, standingCacheMs } = configured;
  const known = createKnownCustomers((customerId) => loadCustomer(context, customerId), { runtime, tallies, keepMs: standingCacheMs });
  const store = forgetWritten(promptReads(given, { runtime, deadlineMs: storeDeadlineMs }), known);
  const clock = createStoreClock(store, { runtime, keepMs: Math.min(standingCacheMs, LONGEST_CLOCK_MS) });
  const live = createLiveSettings(configured, store.records, () => context.audit);
  const { settings } = live;
  const context: Context = {
    ...{ catalog, provider, store, clock, known, allowedOrigins, runtime, logger, settings, hub, alert, recorder, tallies },
    catalogView: viewCatalog(catalog),
    availability: createAvailability({
      ...{ provider, records: store.records, runtime, clock, probeIntervalMs, alert, onTurn: hub.publishAll },
      onSkip: (kind) => recorder.count('api.skipped', { kind }),
    }),
    coalescer: createCoalescer(store.ledger, { runtime, deadlineMs: storeDeadlineMs }),
    spill: createSpill(() => context, options.spill),
    sync: createSync(() => context),
    live,
    syncs: createSyncLog(store.records, runtime.random),
    audit: createAuditLog(store.audit, runtime),
    tombstones: createTombstones(store.records, runtime),
    access: createAccessWatch(() => context, options.onAccessChange),
    level: createLevelWatch(() => context, options.onLevelChange),
    wake: (work) => background.wake(work),
  };
  const background: Background = createBackground(context);
  return { context, background };
}

// A choice, for somebody who can do without what was not saved yet; but it should be one.
function warnOfStore({ store, alert }: Context): void {
  if (store.capabilities.survivesStoreKill || !store.capabilities.survivesProcessKill) return;
  const problem =
    'What the store acknowledges may be lost when its own server is killed. See what survives what in the docs on reliability.';
  alert({ priority: 'soon', code: 'store_not_durable', context: { store: store.name, problem } });
}

// A host's hook that throws must not undo what it was told of.
function safely(logger: Logger, onAlert: ((alert: Alert) => void) | undefined): (alert: Alert) => void {
  return (alert) => {
    logger.warn(`alert: ${alert.code}`, { priority: alert.priority, ...alert.context });
    try {
      onAlert?.(alert);
    } catch (error) {
      logger.error('onAlert threw', { code: alert.code, error: String(error) });
    }
  };
}
