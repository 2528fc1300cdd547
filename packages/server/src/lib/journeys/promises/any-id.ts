import { isId } from '@plimsoll/contract';
import fc from 'fast-check';

const NASTY = [
  ...[
    '__proto__',
    'constructor',
    '%2F..%2f',
    'a b',
    "'; --",
    '{b17}',
    '*?[a-z]',
    'a:b',
    'a|b',
    '#x&y=1+2',
    '$1',
    '"',
    '<b>',
    '~!@',
    'null',
  ],
  ...['é', 'e\u0301', 'ß', 'İ', '漢字', '🦊', '👩‍👩‍👧', '\u202Eabc', '\u200Bx', 'x'.repeat(150)],
] as const;

/** Text of an id beside what makes it unique: whatever an application may call its organisations and users. */
export const oddText: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }))
  .map((text) =>
    text
      .replaceAll(/[/\\\p{Cc}\p{Cs}]/gu, '-')
      .trim()
      .slice(0, 150),
  )
  .filter((text) => isId(`${text}-1`));

/** Ids that a careless comparison would take for this one. */
export function twinsOf(id: string): string[] {
  const near = [
    ...[id.toUpperCase(), id.toLowerCase(), id.normalize('NFC'), id.normalize('NFD'), encodeURIComponent(id), `${id}.`, `${id}:`],
    ...[`${id}|1`, `${id}\u200B`, `${id}%00`, `-${id}`, id.slice(0, -1)],
  ];
  return [...new Set(near)].filter((twin) => twin !== id && isId(twin));
}
