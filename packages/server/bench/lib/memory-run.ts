import type { Operation } from './contenders.ts';
import { median } from './run-slice.ts';

const CALLERS = 512;
const PARTS = 10;
const MEGABYTE = 1_048_576;

/** What this process held while it did many operations, in megabytes after a collection. */
export interface MemoryReport {
  readonly operations: number;
  /** After each tenth. */
  readonly megabytes: readonly number[];
  /** From the median of the second to fourth tenth (the first one compiles and fills caches) to that of the last three. */
  readonly grown: number;
}

/** Does so many operations, 512 at once, and weighs the process after each tenth. */
export async function runForMemory(operation: Operation, operations: number, say: (line: string) => void): Promise<MemoryReport> {
  const megabytes: number[] = [];
  for (let part = 1; part <= PARTS; part += 1) {
    await runMany(operation, Math.ceil(operations / PARTS));
    megabytes.push(weigh());
    say(`  ${part * 10} %: ${megabytes.at(-1)} MB`);
  }
  return { operations, megabytes, grown: round(median(megabytes.slice(-3)) - median(megabytes.slice(1, 4))) };
}

async function runMany(operation: Operation, count: number): Promise<void> {
  let left = count;
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await operation();
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, work));
}

function weigh(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return round((heapUsed + external) / MEGABYTE);
}

function round(megabytes: number): number {
  return Math.round(megabytes * 10) / 10;
}
