import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING } from '../../ledger/split.ts';
import { eventOf, type JournalPage } from './journal-page.ts';
import { KINDS, STATES } from './page-marks.ts';
import { readPage } from './read-page.ts';
import { writePage } from './write-page.ts';

const word = fc.oneof(fc.constantFrom('acme', 'tokens', '"', 'ä€😀'), fc.string({ minLength: 1, maxLength: 5 }));
const count = fc.oneof(fc.constant(0), fc.maxSafeNat());
const time = fc.constantFrom(0, 1_795_345_200_000, 1_795_345_200_013);
const policy = fc.record({
  limits: fc.tuple(fc.record({ window: word, units: fc.option(count) })),
  overage: fc.constant('block' as const),
});
const split = fc.oneof(fc.constant(NOTHING), fc.record({ allowance: count, credits: count, overage: count, overrun: count }));

const entry = fc.record({
  ...{
    customerId: word,
    id: word,
    kind: fc.constantFrom(...KINDS),
    userId: fc.option(word),
    meter: word,
    state: fc.constantFrom(...STATES),
  },
  ...{ requested: count, units: count, split, policy: fc.option(policy), eventId: fc.option(word), late: fc.boolean(), createdAt: time },
  ...{ expiresAt: fc.option(time), settledAt: fc.option(time), attempt: fc.integer({ min: 1, max: 3 }) },
});
const event = fc.record({ id: word, customerId: word, userId: fc.option(word), meter: word, units: count, billableUnits: count, at: time });
const account = fc.record({
  ...{ customerId: word, meter: word, window: word, granted: count, used: count, reserved: count },
  ...{ fromCredits: count, overage: count, overageReserved: count, overrun: count },
});
const hour = fc.record({ customerId: word, meter: word, hour: time, userId: fc.oneof(fc.constant(''), word), units: count });

const page: fc.Arbitrary<JournalPage> = fc
  .record({
    entries: fc.array(entry),
    told: fc.array(fc.boolean()),
    others: fc.array(event, { maxLength: 3 }),
    accounts: fc.array(account),
    hours: fc.array(hour),
    versions: fc.array(fc.record({ customerId: word, version: count })),
  })
  .map(({ told, others, ...rest }) => ({ ...rest, events: [...rest.entries.filter((_, index) => told[index]).map(eventOf), ...others] }));

it('a page of the journal is read as it was written, whatever it holds', () => {
  fc.assert(
    fc.property(page, (written) => {
      expect(readPage(writePage(written))).toEqual(written);
    }),
  );
});

it('a page that was cut off is refused', () => {
  const text = writePage({ versions: [{ customerId: 'acme', version: 1 }], entries: [], events: [], accounts: [], hours: [] });
  expect(() => readPage(text.replace(/,\d+\]\]$/, ']]'))).toThrow(TypeError);
});
