import { saveFile } from '../../client/save-file.ts';

// A spreadsheet runs what begins like a formula, also after white space that it drops.
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/u;
// Without it Excel reads UTF-8 as something else.
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Hands a text to the person as a file. */
export function downloadCsv(name: string, csv: string): void {
  saveFile(name, 'text/csv;charset=utf-8', BYTE_ORDER_MARK, csv);
}
