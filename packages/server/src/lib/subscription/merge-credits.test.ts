import fc from 'fast-check';
import { expect, it } from 'vitest';
import { creditedUnits, mergeCredits } from './merge-credits.ts';

// Of one version there is one statement; the meters are those of the ids.
const credit = fc.record({ count: fc.nat(2), version: fc.nat(5) }).map(({ count, version }) => ({
  ...{ id: `count-${count}`, meter: count === 2 ? null : 'jobs', units: version * 10 + count },
  modifiedAt: `2026-11-20T10:00:00.00000${version}Z`,
}));

it('ends in the same whatever is heard how often in which order, with or without the meter once it is known', () => {
  const heard = fc
    .array(credit, { minLength: 1, maxLength: 12 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })));
  fc.assert(
    fc.property(heard, fc.boolean(), ([list, again], told) => {
      const merge = (credits: typeof list) =>
        credits.reduce((known, next) => mergeCredits(known, [next], 'read').credits, mergeCredits([], [], 'read').credits);
      const end = merge(list);
      const later = again.map(({ meter, ...rest }) => (told ? rest : { ...rest, meter }));
      const repeated = later.reduce((known, next) => mergeCredits(known, [next], told ? 'told' : 'read').credits, end);
      expect(repeated).toEqual(end);
      const newest = ['count-0', 'count-1'].flatMap((id) => {
        const own = list.filter((each) => each.id === id).map(({ units }) => units);
        return own.length === 0 ? [] : [Math.max(...own)];
      });
      expect(creditedUnits(end, 'jobs')).toBe(newest.length === 0 ? null : newest.reduce((sum, units) => sum + units, 0));
    }),
  );
});

it('asks for a reading when something is credited under an id that nobody has heard of, and not when nothing is', () => {
  const told = (units: number) => mergeCredits([], [{ id: 'new', units, modifiedAt: '2026-11-20T10:00:00.000000Z' }], 'told');
  expect(told(5)).toEqual({ credits: [], changed: false, doubtful: true });
  expect(told(0)).toEqual({ credits: [], changed: false, doubtful: false });
});
