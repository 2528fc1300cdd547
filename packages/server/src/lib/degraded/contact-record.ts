import type { RecordStore } from '../store.ts';

const KEY = 'provider-contact';

/** What the last probe found, for all instances. Times are milliseconds of the store's clock: hosts may differ. */
interface Finding {
  readonly askedAt: number;
  readonly reachable: boolean;
}

interface Contact extends Finding {
  readonly lastContactAt: number | null;
}

/** When the provider was last heard, by this process or any other that told of it, in milliseconds of the store's clock. */
export interface ContactRecord {
  lastAt(): number | null;
  /** The provider answered this process. */
  note(at: number): void;
  /** What the last probe of any instance found; null when there was none. After a restart only the store knows when the provider was last heard. */
  read(): Promise<Finding | null>;
  /** Tells the other instances. When two tell at once, one of them is heard. */
  publish(finding: Finding): Promise<void>;
}

export function createContactRecord(records: RecordStore): ContactRecord {
  let lastAt: number | null = null;

  async function recall(): Promise<{ contact: Contact | null; revision: number }> {
    const stored = await records.read(KEY);
    const contact = (stored?.value ?? null) as Contact | null;
    if (contact?.lastContactAt != null) lastAt = Math.max(lastAt ?? 0, contact.lastContactAt);
    return { contact, revision: stored?.revision ?? 0 };
  }

  return {
    lastAt: () => lastAt,
    note(at) {
      lastAt = at;
    },
    read: () => recall().then(({ contact }) => contact),
    async publish(finding) {
      const { revision } = await recall();
      const value: Contact = { ...finding, lastContactAt: lastAt };
      await records.write(KEY, { value, expectedRevision: revision, ttlMs: null });
    },
  };
}
