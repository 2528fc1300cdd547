import type { RecordStore } from '../store.ts';
import type { Erasure } from './erasure-store.ts';
import { change } from './tombstones.ts';

/** An erasure that is under way. It names the customer, and is gone as soon as nobody can know of the customer any more. */
export interface BegunErasure extends Erasure {
  /** The operator who wants it. */
  readonly operator: string;
  /** What that person wrote, without the customer. */
  readonly reason: string;
  /** Milliseconds of the store's clock. */
  readonly startedAt: number;
  /** When it is to be gone over again. */
  readonly dueAt: number;
}

const KEY = 'erasure/begun';

/** All erasures that are under way. */
export async function listErasures(records: RecordStore): Promise<readonly BegunErasure[]> {
  return ((await records.read(KEY))?.value ?? []) as readonly BegunErasure[];
}

/** Notes one, instead of what was noted of the same customer. */
export async function noteErasure(records: RecordStore, erasure: BegunErasure): Promise<void> {
  await change<readonly BegunErasure[]>(records, KEY, (known) => [...without(known, erasure.customerId), erasure]);
}

/** Forgets what was noted of a customer. */
export async function dropErasure(records: RecordStore, customerId: string): Promise<void> {
  const isThere = (await listErasures(records)).some((erasure) => erasure.customerId === customerId);
  if (isThere) await change<readonly BegunErasure[]>(records, KEY, (known) => without(known, customerId));
}

function without(known: readonly BegunErasure[] | null, customerId: string): readonly BegunErasure[] {
  return (known ?? []).filter((erasure) => erasure.customerId !== customerId);
}
