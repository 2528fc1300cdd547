import type { Context } from '../context.ts';
import { accessUntilOf } from '../subscription/account-state.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import type { AccessChange, OnAccessChange } from './access-change.ts';
import { callHook, TELLING_LEASE_MS } from './call-hook.ts';

type Access = Omit<AccessChange, 'customerId' | 'key'>;

export interface AccessRecord {
  /** What the host was last told, and accepted. */
  readonly told: Access | null;
  /** What it is being told, since when, and under which key. */
  readonly telling: { readonly access: Access; readonly key: string; readonly since: number } | null;
  /** A telling that was overtaken may have reached the host last: what it was told since has to be told again. */
  readonly doubtful?: true;
}

const MOST_TRIES = 5;

/** Under which the last announcement to the host is stored. */
export function accessKey(customerId: string): string {
  return `access/${customerId}`;
}

/**
 * Compares what a customer has now with what the host was told, and tells it. By the snapshot and the clock alone: a provider
 * that is away neither grants nor revokes. Gives whether the host knows. Idempotent; the compare-and-set lets one process tell.
 */
export async function announceAccess(context: Context, onAccessChange: OnAccessChange, customerId: string): Promise<boolean> {
  const { records } = context.store;
  // In this order: whoever told something after that reading has written the record, and then nothing older is told over it.
  const stored = await records.read(accessKey(customerId));
  const now = await context.store.now();
  const access = await readAccess(context, customerId, now);
  const record = (stored?.value ?? { told: null, telling: null }) as AccessRecord;
  if (record.telling === null && !record.doubtful && isSame(record.told ?? nothing(context), access)) return true;
  if (record.telling !== null && now - record.telling.since < TELLING_LEASE_MS) return false;

  const again = record.telling !== null && isSame(record.telling.access, access);
  const telling = { access, since: now, key: again ? (record.telling?.key ?? '') : `${customerId}/${context.runtime.uuid()}` };
  const expectedRevision = stored?.revision ?? 0;
  if (!(await records.write(accessKey(customerId), { value: { told: record.told, telling }, expectedRevision, ttlMs: null }))) return false;
  const accepted = await tell(context, onAccessChange, { customerId, ...access, key: telling.key });
  await remember(context, customerId, {
    key: telling.key,
    record: accepted ? { told: access, telling: null } : { told: record.told, telling: { ...telling, since: 0 } },
  });
  return accepted;
}

async function readAccess({ store, catalog, settings }: Context, customerId: string, now: number): Promise<Access> {
  const snapshot = await store.snapshots.read(customerId);
  const derived = deriveSubscription(snapshot, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  return { tier: derived.tier, status: derived.subscription.status, accessUntil: accessUntilOf(derived) };
}

function tell(context: Context, onAccessChange: OnAccessChange, change: AccessChange): Promise<boolean> {
  const { customerId, tier, status, key } = change;
  const fields = { customerId, tier, status, key };
  return callHook(context, { name: 'onAccessChange', failure: 'access_change_failed', fields, call: () => onAccessChange(change) });
}

// Only the telling that is still ours may be ended. One that was replaced while this process was held up came after a newer one, perhaps.
async function remember({ store }: Context, customerId: string, outcome: { key: string; record: AccessRecord }): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const stored = await store.records.read(accessKey(customerId));
    const present = (stored?.value ?? { told: null, telling: null }) as AccessRecord;
    const ours = present.telling?.key === outcome.key;
    const value: AccessRecord = ours ? { ...outcome.record, ...(present.doubtful && { doubtful: true }) } : { ...present, doubtful: true };
    if (await store.records.write(accessKey(customerId), { value, expectedRevision: stored?.revision ?? 0, ttlMs: null })) return;
  }
}

// Nobody needs to be told that a newcomer has the fallback tier.
function nothing({ catalog }: Context): Access {
  return { tier: catalog.fallbackTier, status: 'none', accessUntil: null };
}

function isSame(a: Access, b: Access): boolean {
  return a.tier === b.tier && a.status === b.status && a.accessUntil === b.accessUntil;
}
