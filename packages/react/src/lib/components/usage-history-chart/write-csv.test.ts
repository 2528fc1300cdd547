import { expect, it } from 'vitest';
import { writeCsv } from './write-csv.ts';

it('writes rows with a line end that every spreadsheet knows', () => {
  expect(
    writeCsv([
      ['Time', 'Units'],
      ['2026-11-20', 12],
    ]),
  ).toBe('Time,Units\r\n2026-11-20,12\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1'])('makes %j harmless for spreadsheets', (text) => {
  expect(
    writeCsv([[text]])
      .replace(/^"/, '')
      .startsWith(`'${text}`),
  ).toBe(true);
});

it.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ['plain', 'plain'],
])('quotes what would break a row: %j', (text, cell) => {
  expect(writeCsv([[text]])).toBe(`${cell}\r\n`);
});
