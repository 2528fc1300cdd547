import type { Catalog, CatalogView } from '@plimsoll/contract';
import type { AccessWatch } from './access/access-watch.ts';
import type { LiveSettings } from './admin/live-settings.ts';
import type { SyncLog } from './admin/sync-log.ts';
import type { Alert } from './alert.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Availability } from './degraded/availability.ts';
import type { Tombstones } from './erasure/tombstones.ts';
import type { Coalescer } from './ledger/coalescer.ts';
import type { LevelWatch } from './level/level-watch.ts';
import type { Hub } from './live/hub.ts';
import type { Logger } from './logger.ts';
import type { Provider } from './provider.ts';
import type { Runtime } from './runtime/runtime.ts';
import type { Settings } from './settings.ts';
import type { Spill } from './spill/spill.ts';
import type { Store } from './store.ts';
import type { StoreClock } from './store-clock.ts';
import type { KnownCustomers } from './subscription/known-customers.ts';
import type { Sync } from './subscription/sync.ts';
import type { Recorder } from './telemetry/recorder.ts';
import type { Tallies } from './telemetry/tallies.ts';

/** What every flow of the engine works with. Made once, by the composition root. */
export interface Context {
  readonly catalog: Catalog;
  readonly catalogView: CatalogView;
  readonly provider: Provider;
  readonly store: Store;
  /** The store's clock, where asking the store each time would cost too much. */
  readonly clock: StoreClock;
  /** What was read of customers lately. */
  readonly known: KnownCustomers;
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** Takes numbers and traces; does nothing unless the host gave telemetry. */
  readonly recorder: Recorder;
  /** What happens too often to be told one by one. */
  readonly tallies: Tallies;
  /** Whether the provider answers; every call to it goes through here. */
  readonly availability: Availability;
  readonly coalescer: Coalescer;
  /** What goes on for customers without a limit while the store is away. */
  readonly spill: Spill;
  readonly sync: Sync;
  readonly hub: Hub;
  readonly alert: (alert: Alert) => void;
  /** Origins to which people may be sent back and from which mutations may come. */
  readonly allowedOrigins: readonly string[];
  /** Settings that operators change. */
  readonly live: LiveSettings;
  readonly syncs: SyncLog;
  readonly audit: AuditLog;
  /** Who was erased. */
  readonly tombstones: Tombstones;
  readonly access: AccessWatch;
  readonly level: LevelWatch;
  /** Asks the background work to look now. */
  readonly wake: (work: 'drain' | 'flush') => void;
}
