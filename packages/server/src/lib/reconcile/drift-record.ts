import type { RecordStore } from '../store.ts';
import type { Figure } from './judge-drift.ts';

const SUMMARY_KEY = 'drift';
// Longer than a billing month; a customer who is not looked at for so long has none of it left to compare.
const SAMPLE_TTL_MS = 40 * 86_400_000;

/** What the last look at all customers found. */
interface DriftSummary {
  readonly customers: number;
  /** Milliseconds of the store's clock. */
  readonly checkedAt: number;
}

/** The figures of one customer at one instant. Times are milliseconds of the store's clock. */
export interface DriftSample {
  readonly at: number;
  /** When the provider had been told of all of it; null while some may still wait. */
  readonly toldAt: number | null;
  /** By meter and what is summed. */
  readonly figures: Readonly<Record<string, Figure>>;
}

export async function readDrift(records: RecordStore): Promise<DriftSummary | null> {
  return ((await records.read(SUMMARY_KEY))?.value ?? null) as DriftSummary | null;
}

export async function writeDrift(records: RecordStore, value: DriftSummary): Promise<void> {
  const stored = await records.read(SUMMARY_KEY);
  await records.write(SUMMARY_KEY, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null });
}

export async function readSample(records: RecordStore, customerId: string): Promise<{ sample: DriftSample | null; revision: number }> {
  const stored = await records.read(sampleKey(customerId));
  return { sample: (stored?.value ?? null) as DriftSample | null, revision: stored?.revision ?? 0 };
}

/** Changes nothing when another instance wrote since. */
export async function writeSample(
  records: RecordStore,
  customerId: string,
  { sample, revision }: { sample: DriftSample; revision: number },
): Promise<void> {
  await records.write(sampleKey(customerId), { value: sample, expectedRevision: revision, ttlMs: SAMPLE_TTL_MS });
}

/** Under which the figures of a customer are stored. */
export function sampleKey(customerId: string): string {
  return `drift/${customerId}`;
}
