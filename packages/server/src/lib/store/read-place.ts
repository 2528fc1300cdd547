/** A place that is a number in the order of arrival; 0, before all of them, for null and for what is none. */
export function readPlace(place: string | null): number {
  return place !== null && /^\d{1,15}$/.test(place) ? Number(place) : 0;
}
