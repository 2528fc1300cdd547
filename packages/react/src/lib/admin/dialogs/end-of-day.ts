/** The last instant of a day in UTC that was picked as `2026-11-20`; null where none was. */
export function endOfDay(day: string): string | null {
  return day === '' ? null : `${day}T23:59:59Z`;
}
