/** The customers of a run. */
export function customerIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `org-${String(index).padStart(6, '0')}`);
}

/** Gives one customer after the other, spread evenly and in no order, the same in every run. */
export function pickFrom(ids: readonly string[]): () => string {
  let state = 0x2545f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ids[(state >>> 0) % ids.length] ?? '';
  };
}
