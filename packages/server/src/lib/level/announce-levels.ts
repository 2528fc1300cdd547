import { callHook, TELLING_LEASE_MS } from '../access/call-hook.ts';
import type { Context } from '../context.ts';
import type { OnLevelChange } from './level-change.ts';
import { acceptTelling, isNews, isSame, type LevelRecord, type LevelRecords, NOTHING_TOLD, toldOf } from './level-record.ts';
import { type PresentLevel, readLevels } from './read-levels.ts';

const MOST_TRIES = 5;

export interface Announced {
  readonly levels: readonly PresentLevel[];
  /** Whether the host knows them all. */
  readonly settled: boolean;
}

interface Telling {
  readonly present: PresentLevel;
  readonly key: string;
}

/** Under which that what the host was told of a customer's levels is stored. */
export function levelsKey(customerId: string): string {
  return `levels/${customerId}`;
}

/** Compares the levels of a customer's meters with what the host was told, and tells it. Idempotent; the compare-and-set lets one process tell. */
export async function announceLevels(
  context: Context,
  onLevelChange: OnLevelChange,
  { customerId, meters }: { customerId: string; meters: readonly string[] },
): Promise<Announced> {
  const { records } = context.store;
  // In this order: whoever told something after that reading has written the record, and then nothing older is told over it.
  const stored = await records.read(levelsKey(customerId));
  const levels = await readLevels(context, customerId, meters);
  const known = (stored?.value ?? {}) as LevelRecords;
  const news = levels.filter((present) => isUnsettled(known[present.meter] ?? NOTHING_TOLD, present));
  if (news.length === 0) return { levels, settled: true };
  const since = await context.store.now();
  const free = news.filter(({ meter }) => since - (known[meter]?.telling?.since ?? 0) >= TELLING_LEASE_MS);
  const tellings = free.map((present) => ({ present, key: keyOf(context, customerId, { known: known[present.meter], present }) }));
  const begun = tellings.map(({ present, key }) => [
    present.meter,
    { ...(known[present.meter] ?? NOTHING_TOLD), telling: { ...toldOf(present), key, since } },
  ]);
  const value = { ...known, ...Object.fromEntries(begun) };
  const expectedRevision = stored?.revision ?? 0;
  if (free.length === 0 || !(await records.write(levelsKey(customerId), { value, expectedRevision, ttlMs: null })))
    return { levels, settled: false };
  const accepted = await Promise.all(tellings.map((telling) => tell(context, onLevelChange, { customerId, telling })));
  await remember(context, customerId, new Map(tellings.map(({ key }, index) => [key, accepted[index] === true])));
  return { levels, settled: free.length === news.length && !accepted.includes(false) };
}

// A try whose outcome is open was perhaps heard: then the host is told how things stand now, even if that is what it knew before.
function isUnsettled({ told, telling }: LevelRecord, present: PresentLevel): boolean {
  return telling !== null || isNews(told, present);
}

function keyOf(
  { runtime }: Context,
  customerId: string,
  { known, present }: { known: LevelRecord | undefined; present: PresentLevel },
): string {
  const again = known?.telling != null && isSame(known.telling, present) ? known.telling.key : null;
  return again ?? `${customerId}/${present.meter}/${runtime.uuid()}`;
}

function tell(
  context: Context,
  onLevelChange: OnLevelChange,
  { customerId, telling }: { customerId: string; telling: Telling },
): Promise<boolean> {
  const { present, key } = telling;
  const { meter, level, threshold, balance } = present;
  return callHook(context, {
    ...{ name: 'onLevelChange', failure: 'level_change_failed', fields: { customerId, meter, level, key } },
    call: () => onLevelChange({ customerId, meter, level, threshold, balance, key }),
  });
}

// Only a telling that is still ours may be ended: a later one knows better. Other meters of the customer may be told at the same time.
async function remember({ store }: Context, customerId: string, outcomes: ReadonlyMap<string, boolean>): Promise<void> {
  const end = (record: LevelRecord): LevelRecord => {
    const accepted = record.telling === null ? undefined : outcomes.get(record.telling.key);
    if (record.telling === null || accepted === undefined) return record;
    return accepted ? acceptTelling(record) : { ...record, telling: { ...record.telling, since: 0 } };
  };
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const stored = await store.records.read(levelsKey(customerId));
    const records = Object.entries((stored?.value ?? {}) as LevelRecords).map(([meter, record]) => [meter, end(record)]);
    const value = Object.fromEntries(records);
    if (await store.records.write(levelsKey(customerId), { value, expectedRevision: stored?.revision ?? 0, ttlMs: null })) return;
  }
}
