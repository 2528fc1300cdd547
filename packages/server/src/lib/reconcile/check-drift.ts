import type { Context } from '../context.ts';
import type { ProviderMeter } from '../provider.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { type DriftSample, readSample, writeSample } from './drift-record.ts';
import { type Figure, judgeDrift } from './judge-drift.ts';
import { type Committed, readCommitted } from './read-committed.ts';

/** `driftSettleMs`: Polar's meters follow what they were told within 15 seconds to 180 minutes. */
const DRIFT_SETTLE_MS = 4 * 60 * 60_000;

/**
 * Compares what the ledger has committed with what the provider has counted, in steps over several passes: figures are noted, the
 * outbox has told of all of them, the provider had time to count, the two are compared. Says what differs, each difference once, and
 * repairs nothing: whether usage got lost or was given back here is for a person to judge. Gives whether the two differ.
 */
export async function checkDrift(context: Context, snapshot: Snapshot, oldestUntoldAt: number | null): Promise<boolean> {
  const { store } = context;
  const { customerId } = snapshot;
  const { sample, revision } = await readSample(store.records, customerId);
  const next = await advance(context, { snapshot, sample, oldestUntoldAt });
  if (next !== sample) await writeSample(store.records, customerId, { sample: next, revision });
  return Object.values(next.figures).some(({ drift }) => drift !== 0);
}

interface Look {
  readonly snapshot: Snapshot;
  readonly sample: DriftSample | null;
  readonly oldestUntoldAt: number | null;
}

async function advance(context: Context, { snapshot, sample, oldestUntoldAt }: Look): Promise<DriftSample> {
  if (sample === null) return await takeSample(context, snapshot, () => ({ offset: null, drift: 0 }));
  const now = await context.store.now();
  if (sample.toldAt === null) return oldestUntoldAt === null || oldestUntoldAt > sample.at ? { ...sample, toldAt: now } : sample;
  return now - sample.toldAt < DRIFT_SETTLE_MS ? sample : await compare(context, { snapshot, sample });
}

async function compare(context: Context, { snapshot, sample }: { snapshot: Snapshot; sample: DriftSample }): Promise<DriftSample> {
  const { provider, availability } = context;
  const counted = await availability.call('read', () => provider.readMeters(snapshot.customerId));
  return await takeSample(context, snapshot, (committed) => {
    const settled = sample.figures[keyOf(committed)];
    if (settled === undefined || settled.window !== committed.window) return { offset: null, drift: 0 };
    const meter = counted.find((candidate) => keyOf(candidate) === keyOf(committed));
    const judged = meter === undefined ? null : judge(meter, { settled, committed });
    if (judged === null) return settled;
    if (judged.drift !== 0 && judged.drift !== settled.drift) report(context, snapshot.customerId, { committed, settled, judged });
    return judged;
  });
}

// A period that the provider has turned and we have not, or the other way round, is compared when both agree.
function judge({ counted, since }: ProviderMeter, { settled, committed }: { settled: Figure; committed: Committed }): Figure | null {
  if (since !== null && Date.parse(since) !== Date.parse(committed.since)) return null;
  return judgeDrift({ settled, committed: committed.units, counted, fresh: since !== null, refundable: committed.sums === 'units' });
}

function report(
  { alert, provider }: Context,
  customerId: string,
  { committed, settled, judged }: { committed: Committed; settled: Figure; judged: Figure },
): void {
  const { meter, sums, window, units } = committed;
  const { drift } = judged;
  // The bound that was passed: what the provider must know of, or what it can know of.
  const ledger = drift < 0 ? Math.min(settled.committed, units) : Math.max(settled.committed, units);
  const figures = { ledger, counted: ledger + drift, drift };
  alert({ priority: 'soon', code: 'usage_drift', context: { provider: provider.id, customerId, meter, sums, window, ...figures } });
}

async function takeSample(
  context: Context,
  snapshot: Snapshot,
  find: (committed: Committed) => Pick<Figure, 'offset' | 'drift'>,
): Promise<DriftSample> {
  const all = await readCommitted(context, snapshot);
  const figures = all.map((committed) => {
    const { offset, drift } = find(committed);
    return [keyOf(committed), { window: committed.window, committed: committed.units, offset, drift }] as const;
  });
  // After the reading: what the outbox took in later is not among the figures.
  return { at: await context.store.now(), toldAt: null, figures: Object.fromEntries(figures) };
}

function keyOf({ meter, sums }: { meter: string; sums: string }): string {
  return `${meter}:${sums}`;
}
