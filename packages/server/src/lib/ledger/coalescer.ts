import { BillingError } from '@plimsoll/contract';
import type { Runtime } from '../runtime/runtime.ts';
import type { LedgerStore } from '../store.ts';
import type { LedgerCommand } from './command.ts';
import type { LedgerResult } from './result.ts';

const LONGEST_QUEUE = 20_000;

/** The door to the ledger: what arrives while a batch is under way goes together in the next one. */
export interface Coalescer {
  /** Resolves when the command's effect is durable. Rejects with `store_unavailable`; then the same command may be given again. */
  submit(command: LedgerCommand): Promise<LedgerResult>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly command: LedgerCommand;
  /** When its caller waits no longer, on the monotonic clock. */
  readonly due: number;
  readonly resolve: (result: LedgerResult) => void;
  readonly reject: (error: unknown) => void;
}

type Batch = readonly Waiting[];

/** A command goes at once when nothing is in flight, so a lone caller waits for nobody; under load one durable write serves many. */
export function createCoalescer(ledger: LedgerStore, { runtime, deadlineMs }: { runtime: Runtime; deadlineMs: number }): Coalescer {
  const queue: Waiting[] = [];
  const underWay = new Set<Batch>();
  const onIdle: (() => void)[] = [];
  let gathering = false;
  let cancelWatch: (() => void) | undefined;

  function launch(): void {
    const { largest, atOnce } = ledger.batching;
    while (queue.length > 0 && underWay.size < atOnce && isWorthIt(queue.length, underWay)) {
      // Those that may go now share what waits, so that they are under way together.
      const size = Math.min(largest, Math.ceil(queue.length / (atOnce - underWay.size)));
      void fly(queue.splice(0, size));
    }
    if (queue.length === 0 && underWay.size === 0) becomeIdle();
    else cancelWatch ??= runtime.later(endOverdue, untilDue([...underWay, queue], runtime.monotonic()));
  }

  // One timer for all: what came first is due first.
  function endOverdue(): void {
    cancelWatch = undefined;
    const now = runtime.monotonic();
    const late = () => storeAway(`The ledger did not answer within ${deadlineMs} ms; the outcome is unknown.`);
    for (const batch of underWay) {
      for (const { due, reject } of batch) if (due <= now) reject(late());
      // Nobody waits for this answer any more: a store that never gives it must not keep the next batch back.
      if (isOver(batch.at(-1), now)) underWay.delete(batch);
    }
    while (isOver(queue[0], now)) queue.shift()?.reject(late());
    launch();
  }

  function becomeIdle(): void {
    cancelWatch?.();
    cancelWatch = undefined;
    for (const resolve of onIdle.splice(0)) resolve();
  }

  async function fly(batch: Batch): Promise<void> {
    underWay.add(batch);
    await applyBatch(ledger, batch);
    underWay.delete(batch);
    if (batch.length > 1) gather();
    else if (!gathering) launch();
  }

  // Many callers just got their answers: what those that go on at once ask for next belongs into one batch.
  function gather(): void {
    if (gathering) return;
    gathering = true;
    runtime.later(() => {
      gathering = false;
      launch();
    }, 0);
  }

  return {
    submit(command) {
      if (queue.length >= LONGEST_QUEUE) return Promise.reject(storeAway('The ledger queue is full.'));
      return new Promise((resolve, reject) => {
        queue.push({ command, due: runtime.monotonic() + deadlineMs, resolve, reject });
        if (!gathering) launch();
      });
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve);
        if (!gathering) launch();
      }),
  };
}

// A few commands beside a large batch would cost the store more than they win: they wait for it.
function isWorthIt(waiting: number, underWay: ReadonlySet<Batch>): boolean {
  return [...underWay].every(({ length }) => waiting * 2 >= length);
}

// When the next caller stops waiting, of those that still do.
function untilDue(batches: readonly Batch[], now: number): number {
  const next = batches.map((batch) => batch.find(({ due }) => due > now)).find((waiting) => waiting !== undefined);
  return Math.max(1, (next?.due ?? now) - now);
}

function isOver(waiting: Waiting | undefined, now: number): boolean {
  return waiting !== undefined && waiting.due <= now;
}

async function applyBatch(ledger: LedgerStore, batch: Batch): Promise<void> {
  try {
    const results = await ledger.apply(batch.map(({ command }) => command));
    batch.forEach(({ resolve, reject }, index) => {
      const result = results[index];
      if (result === undefined) reject(storeAway('The store gave fewer answers than commands.'));
      else resolve(result);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

function storeAway(message: string): BillingError {
  return new BillingError('store_unavailable', message, { retryAfterMs: 1000 });
}
