/** Compares two ISO 8601 instants, down to the microseconds that `Date` drops: negative when `a` is earlier. */
export function compareInstants(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || Number(fraction(a)) - Number(fraction(b));
}

/** An instant as a text that sorts as time does, down to the nanoseconds that a provider may state. */
export function sortableInstant(instant: string): string {
  return `${isoOf(Date.parse(instant)).slice(0, -'.000Z'.length)}.${fraction(instant)}`;
}

function fraction(instant: string): string {
  return (/\.(\d{1,9})/.exec(instant)?.[1] ?? '').padEnd(9, '0');
}

/** Milliseconds as an ISO 8601 instant in UTC. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
