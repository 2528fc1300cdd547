import { type Catalog, soldIntervals } from '@plimsoll/contract';
import type { OnAccessChange } from './access/access-change.ts';
import type { Alert } from './alert.ts';
import type { OnLevelChange } from './level/level-change.ts';
import type { Logger } from './logger.ts';
import type { Provider } from './provider.ts';
import type { Runtime } from './runtime/runtime.ts';
import type { Settings } from './settings.ts';
import type { SpillJournal } from './spill/spill-journal.ts';
import type { Store } from './store.ts';
import { hasProviderAllowance } from './subscription/takes-credits.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What an application brings. */
export interface BillingOptions<C extends Catalog> {
  /** What is sold; see `defineCatalog`. */
  readonly catalog: C;
  readonly provider: Provider;
  readonly store: Store;
  /** Origins of the application, the main one first: where people may be sent back, and from which browsers may change things. */
  readonly allowedOrigins: readonly string[];
  readonly settings?: Partial<Settings>;
  /** @default says nothing */
  readonly logger?: Logger;
  /**
   * Where numbers and traces go: `import { metrics, trace } from '@opentelemetry/api'` and give `{ metrics, trace }`. @default nothing is
   * measured
   */
  readonly telemetry?: Telemetry;
  /** Called for everything that an operator should know. What it throws is logged. */
  readonly onAlert?: (alert: Alert) => void;
  /** Told of each change of what a customer has, at least once: the place to grant and revoke credentials. */
  readonly onAccessChange?: OnAccessChange;
  /** Told when a balance gets low or exhausted, and when it is well again, at least once: the place to write an e-mail. */
  readonly onLevelChange?: OnLevelChange;
  /**
   * Lets customers whose last answer had no limit go on while the store is away, for example `fileJournal({ file: 'billing.spill' })`. What
   * they use then waits here and is brought into the store once. @default they get `store_unavailable`, as everyone else does
   */
  readonly spill?: SpillJournal;
  /** Clock, randomness and timers; for tests. What is not brought is the system's. */
  readonly runtime?: Partial<Runtime>;
}

/** @throws TypeError that names every option that cannot be used, and what would be right */
export function checkOptions({ catalog, provider, store, allowedOrigins, spill, telemetry, ...hooks }: BillingOptions<Catalog>): void {
  const problems = [...findBadOrigins(allowedOrigins), ...findUnsoldIntervals(catalog, provider), ...findUncredited(catalog, provider)];
  if (typeof catalog?.tiers !== 'object') problems.push('catalog is missing; make one with defineCatalog()');
  if (typeof provider?.parseWebhook !== 'function') problems.push('provider is missing, for example polar({ … })');
  if (typeof store?.ledger?.apply !== 'function') problems.push("store is missing, for example sqliteStore({ file: 'billing.db' })");
  if (spill !== undefined && !isJournal(spill))
    problems.push("spill must be a journal, for example fileJournal({ file: 'billing.spill' })");
  problems.push(...findBadTelemetry(telemetry));
  for (const name of HOOKS) {
    if (hooks[name] !== undefined && typeof hooks[name] !== 'function') problems.push(`${name} must be a function`);
  }
  if (problems.length > 0) throw new TypeError(`createBilling cannot start:\n- ${problems.join('\n- ')}`);
}

// Nothing would ever be included.
function findUncredited(catalog: Catalog | undefined, provider: Provider | undefined): string[] {
  if (typeof catalog?.tiers !== 'object' || provider?.capabilities?.credits === true || !hasProviderAllowance(catalog)) return [];
  return ["an allowance is 'from-provider', and this provider does not say what it credits"];
}

// A price that nobody can pay would be offered and refused.
function findUnsoldIntervals(catalog: Catalog | undefined, provider: Provider | undefined): string[] {
  return Object.entries(catalog?.tiers ?? {}).flatMap(([id, tier]) => {
    const intervals = soldIntervals(tier);
    if (intervals.length < 2 || !provider?.sells?.({ kind: 'tier', id })) return [];
    return intervals
      .filter((interval) => !provider.sells({ kind: 'tier', id, interval }))
      .map(
        (interval) =>
          `provider sells nothing for tier "${id}" by the ${interval}; with polar({ … }), products.${id} names a product for each interval`,
      );
  });
}

const HOOKS = ['onAlert', 'onAccessChange', 'onLevelChange'] as const;
const JOURNAL_METHODS = ['append', 'read', 'drop', 'size', 'close'] as const;

function isJournal(spill: Partial<SpillJournal> | null): boolean {
  return JOURNAL_METHODS.every((method) => typeof spill?.[method] === 'function');
}

function findBadTelemetry({ metrics, trace }: Telemetry = {}): string[] {
  const problems: string[] = [];
  if (metrics !== undefined && typeof metrics.getMeter !== 'function') problems.push('telemetry.metrics must have getMeter()');
  if (trace !== undefined && typeof trace.getTracer !== 'function') problems.push('telemetry.trace must have getTracer()');
  return problems;
}

function findBadOrigins(origins: readonly string[] | undefined): string[] {
  if (!Array.isArray(origins) || origins.length === 0)
    return ['allowedOrigins must name the origin of your application, for example ["https://app.example"]'];
  return origins
    .filter((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin || origin.includes('*'))
    .map(
      (origin) =>
        `allowedOrigins has "${origin}", which is not an origin such as "https://app.example" (no path, no trailing slash, no wildcard)`,
    );
}
