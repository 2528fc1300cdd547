/** A page from one row more than it may have: whether there are more, and where the next one begins. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Rows on a page where nobody says how many. */
export const USUAL_PAGE = 50;
