import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../deadline.ts';
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
  readonly resolve: (result: LedgerResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A command goes at once when nothing is in flight, so a lone caller waits for nobody; under load one durable write serves many. */
export function createCoalescer(ledger: LedgerStore, { runtime, deadlineMs }: { runtime: Runtime; deadlineMs: number }): Coalescer {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (queue.length > 0) await applyBatch(ledger, queue.splice(0, ledger.batching.largest));
    running = undefined;
  }

  return {
    submit(command) {
      if (queue.length >= LONGEST_QUEUE) return Promise.reject(storeAway('The ledger queue is full.'));
      const result = new Promise<LedgerResult>((resolve, reject) => void queue.push({ command, resolve, reject }));
      running ??= run();
      const error = () => storeAway(`The ledger did not answer within ${deadlineMs} ms; the outcome is unknown.`);
      return withDeadline(result, { runtime, ms: deadlineMs, error });
    },
    async idle() {
      await running;
    },
  };
}

async function applyBatch(ledger: LedgerStore, batch: readonly Waiting[]): Promise<void> {
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
