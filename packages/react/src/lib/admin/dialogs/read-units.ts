/** Units out of a field: a whole number from 1; null for anything else. */
export function readUnits(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
