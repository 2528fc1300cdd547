import { BillingError } from '@plimsoll/contract';
import type { AdminSettings, AdminSettingsView, RouteInput } from '@plimsoll/contract/routes';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditNote } from '../audit/audit-note.ts';
import type { Settings } from '../settings.ts';
import type { RecordStore } from '../store.ts';

/** Settings that operators change while it runs, the same in every instance. */
export interface LiveSettings {
  /** What applies. The same object for ever; some of its values change. */
  readonly settings: Settings;
  /** Takes over what other instances changed. */
  refresh(): Promise<void>;
  view(): Promise<AdminSettingsView>;
  /** Compare-and-set. @throws BillingError `concurrent_change` when somebody else changed them first */
  change(change: { revision: number; settings: SomeSettings; note: Omit<AuditNote, 'detail'> }): Promise<AdminSettingsView>;
}

/** Those that operators chose; the others are as the application was started with. */
type SomeSettings = RouteInput<'POST /admin/settings'>['settings'];

interface StoredSettings {
  readonly settings: SomeSettings;
  /** What the audit log is told of the change; told again until it is there. */
  readonly note: AuditNote;
}

const KEY = 'desk/settings';

/** Settings as the application was started with, until operators say otherwise. */
export function createLiveSettings(configured: Settings, records: RecordStore, audit: () => AuditLog): LiveSettings {
  const settings: Settings = { ...configured };
  const start = adjustable(configured);

  async function load(): Promise<{ revision: number; stored: StoredSettings | null }> {
    const record = await records.read(KEY);
    const stored = (record?.value ?? null) as StoredSettings | null;
    if (stored !== null) await audit().tell(stored.note);
    Object.assign(settings, start, stored?.settings);
    return { revision: record?.revision ?? 0, stored };
  }

  async function view(): Promise<AdminSettingsView> {
    const { revision } = await load();
    return { revision, settings: adjustable(settings), configured: start };
  }

  return {
    settings,
    refresh: async () => void (await load()),
    view,
    async change({ revision, settings: wanted, note }) {
      const present = await load();
      const before = { ...start, ...present.stored?.settings };
      const value: StoredSettings = { settings: wanted, note: { ...note, detail: { before, after: { ...start, ...wanted } } } };
      const isCurrent = present.revision === revision;
      if (isCurrent && (await records.write(KEY, { value, expectedRevision: revision, ttlMs: null }))) return await view();
      throw new BillingError('concurrent_change', 'Somebody else changed the settings first.', {
        publicMessage: 'Somebody else changed the settings just now. Look at them again.',
      });
    },
  };
}

function adjustable({ refundOnFailure, warnAt, pastDueGraceMs, keepLastKnownMs }: Settings): AdminSettings {
  return { refundOnFailure, warnAt: [...warnAt], pastDueGraceMs, keepLastKnownMs };
}
