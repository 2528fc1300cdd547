import type { Operation } from './contenders.ts';

/** What one contender did in one slice. */
export interface Slice {
  /** Operations per second. */
  readonly rate: number;
  /** Operations. */
  readonly count: number;
  /** Half of the operations took no longer, in milliseconds. */
  readonly p50: number;
}

/** Lets so many callers work one operation after the other for a while; what is under way at the end still counts, with its time. */
export async function runSlice(operation: Operation, { concurrency, ms }: { concurrency: number; ms: number }): Promise<Slice> {
  const took: number[] = [];
  const start = performance.now();
  async function work(): Promise<void> {
    for (let begun = start; begun - start < ms; ) {
      await operation();
      const now = performance.now();
      took.push(now - begun);
      begun = now;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  const rate = (took.length * 1000) / (performance.now() - start);
  return { rate, count: took.length, p50: median(took) };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}
