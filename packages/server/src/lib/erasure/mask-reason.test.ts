import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText } from '../journeys/promises/any-id.ts';
import { maskReason } from './mask-reason.ts';

it.each([
  ['acme asked', 'acme', '[erased] asked'],
  ['Asked by grace@acme.example, for acme.', 'acme', 'Asked by [erased], for [erased].'],
  ['a name in the middle of words: acmeology', 'acme', 'a name in the middle of words: acmeology'],
  ['a+b(c]', 'a+b(c]', '[erased]'],
  ['a short one: a, and another', 'a', '[erased] short one: [erased], and another'],
])('%s', (reason, id, masked) => {
  expect(maskReason(reason, [id, null])).toBe(masked);
});

it('whatever the id is, it stands in the reason by itself no more', () => {
  fc.assert(
    fc.property(oddText, (text) => {
      const id = `${text}-1`;
      expect(maskReason(`for ${id}: asked`, [id])).not.toContain(` ${id}:`);
    }),
  );
});
