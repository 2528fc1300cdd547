/** Milliseconds until a checkout is looked at again, by the time that has passed: 1 s at first, then 3 s, null after a minute. */
export function pollDelay(elapsedMs: number): number | null {
  if (elapsedMs < 10_000) return 1_000;
  return elapsedMs < 60_000 ? 3_000 : null;
}
