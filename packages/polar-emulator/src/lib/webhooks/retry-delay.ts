const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 20 * 60_000;

/** Milliseconds before the next attempt: 2 s doubled with each failure, up to 20 min, half of it at random. */
export function retryDelay(failures: number, random: number): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return full / 2 + (full / 2) * random;
}
