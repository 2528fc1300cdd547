const DAY_MS = 86_400_000;

/** The first millisecond of an hour's day, in UTC: by days are counted the units of whoever was erased. */
export function dayOf(hour: number): number {
  return hour - (hour % DAY_MS);
}
