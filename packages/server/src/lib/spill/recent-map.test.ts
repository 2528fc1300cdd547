import { expect, it } from 'vitest';
import { createRecentMap } from './recent-map.ts';

it('forgets what was used least recently, by reading or by writing, and never holds more than it may', () => {
  const map = createRecentMap<number>(3);
  for (const [index, key] of ['a', 'b', 'c'].entries()) map.set(key, index);
  map.get('a');
  map.set('b', 10);
  map.set('d', 3);
  expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([0, 10, undefined, 3]);
  map.delete('a');
  map.set('e', 4);
  expect(['a', 'b', 'd', 'e'].map((key) => map.get(key))).toEqual([undefined, 10, 3, 4]);
});
