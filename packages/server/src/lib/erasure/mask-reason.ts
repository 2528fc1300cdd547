const ADDRESS = /[^\s<>(),;:"']+@[^\s<>(),;:"']+/g;
const MASK = '[erased]';

/** What an operator wrote, without addresses and without the ids that are erased: the row that holds it stays. Pure. */
export function maskReason(reason: string, ids: readonly (string | null)[]): string {
  return ids.filter((id) => id !== null).reduce(maskWord, reason.replaceAll(ADDRESS, MASK));
}

// Where it stands by itself: a short id would be in the middle of any word.
function maskWord(text: string, id: string): string {
  const escaped = id.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), MASK);
}
