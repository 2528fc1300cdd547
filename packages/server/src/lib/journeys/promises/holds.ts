import fc from 'fast-check';

/** How many cases each property tries: few enough for every run of the tests, more on demand. */
const RUNS = Number(process.env['PLIMSOLL_PROMISE_RUNS'] ?? 6);
/** The seed that a failure printed, to see it again. */
const SEED = process.env['PLIMSOLL_PROMISE_SEED'];
// Under the limit of a test, so that a failure is told before the search for a smaller one is cut off.
const LONGEST_MS = Number(process.env['PLIMSOLL_PROMISE_MS'] ?? 20_000);

/** Asserts that something holds for every case that can be drawn. @throws the smallest case that was found for which it does not */
export async function holds<T>(cases: fc.Arbitrary<T>, predicate: (drawn: T) => Promise<void>): Promise<void> {
  const seed = SEED === undefined ? {} : { seed: Number(SEED) };
  await fc.assert(fc.asyncProperty(cases, predicate), { numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS, ...seed });
}
