import type { SeededBug } from '../lib/seeded-bug.ts';
import { LIB } from './rooms.ts';

const suites = [`${LIB}/outbox`, `${LIB}/journeys/one-balance`, `${LIB}/provider/polar`, `${LIB}/journeys/outage`];

/** Faults between the ledger and what the provider bills. */
export const settleBugs: readonly SeededBug[] = [
  {
    ...{ name: 'each-send-has-a-new-id', file: `${LIB}/provider/polar/send-usage.ts`, suites, seenIn: 'openmeterio/openmeter#5118' },
    harm: 'usage that was sent twice is billed twice',
    right: 'external_id: event.id,',
    wrong: 'external_id: crypto.randomUUID(),',
  },
  {
    ...{ name: 'half-a-batch-is-fine', file: `${LIB}/provider/polar/send-usage.ts`, suites },
    harm: 'events that the provider dropped are taken for delivered',
    right: 'if (taken !== events.length)',
    wrong: 'if (taken > events.length)',
  },
  {
    ...{ name: 'a-missing-right-drops-usage', file: `${LIB}/provider/polar/send-usage.ts`, suites },
    harm: 'while a token lacks a scope all usage is given up as refused',
    right: 'if (refusal !== null && [403, 404, 405].includes(refusal.status))',
    wrong: 'if (refusal !== null && [404, 405].includes(refusal.status))',
  },
];
