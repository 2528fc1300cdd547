import { BillingError } from '@plimsoll/contract';
import type { Runtime } from '../runtime/runtime.ts';
import { createRecentMap } from '../spill/recent-map.ts';
import type { AuditNote } from './audit-note.ts';
import type { AuditHead, AuditStore } from './audit-store.ts';
import { linkRows, type SealedNote, sealNote } from './link-rows.ts';

/** The audit log as the engine writes it. */
export interface AuditLog {
  /** Tells of a change; durable when it resolves. Idempotent by the note's id, over all processes and for ever. */
  tell(note: AuditNote): Promise<void>;
  /** Asks the store again of every id: some may be told of anew, after an erasure. */
  forgetTold(): void;
}

const LARGEST_BATCH = 100;
const MOST_TRIES = 50;
const PAUSE_MS = 20;
// Ids that this process knows to be in the log, so that asking again costs nothing.
const MOST_KNOWN = 10_000;

interface Waiting {
  readonly sealed: SealedNote;
  readonly settle: (error?: unknown) => void;
}

/** A log that writes what is told meanwhile together, one batch at a time. */
export function createAuditLog(store: AuditStore, runtime: Runtime): AuditLog {
  let told = createRecentMap<true>(MOST_KNOWN);
  const underWay = new Map<string, Promise<void>>();
  const queue: Waiting[] = [];
  let head: AuditHead = { seq: 0, hash: '' };
  let busy = false;

  async function tellNow(note: AuditNote): Promise<void> {
    const sealed = await sealNote(note, runtime);
    await new Promise<void>((resolve, reject) => {
      queue.push({ sealed, settle: (error) => (error === undefined ? resolve() : reject(error)) });
      if (!busy) void empty();
    });
    told.set(note.id, true);
  }

  async function empty(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, LARGEST_BATCH);
      const error = await append(batch.map(({ sealed }) => sealed)).then(
        () => undefined,
        (cause: unknown) => cause ?? new TypeError('The store rejected without a reason.'),
      );
      for (const { settle } of batch) settle(error);
    }
    busy = false;
  }

  // Another process may be faster, again and again: then the chain is longer, and what we link is linked anew behind it.
  async function append(batch: readonly SealedNote[]): Promise<void> {
    let rest = batch;
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const outcome = await store.append(await linkRows(rest, head, runtime), head);
      head = outcome.head;
      if (outcome.appended) return;
      rest = rest.filter(({ note }) => !outcome.known.includes(note.id));
      if (rest.length === 0) return;
      if (attempt > 2) await pause(runtime.random() * PAUSE_MS * Math.min(attempt, 10));
    }
    throw new BillingError('concurrent_change', `The audit log grew ${MOST_TRIES} times while a row was written.`);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => void runtime.later(resolve, ms));
  }

  return {
    forgetTold() {
      told = createRecentMap<true>(MOST_KNOWN);
    },
    tell(note) {
      if (told.get(note.id) !== undefined) return Promise.resolve();
      const telling = underWay.get(note.id) ?? tellNow(note).finally(() => underWay.delete(note.id));
      underWay.set(note.id, telling);
      return telling;
    },
  };
}
