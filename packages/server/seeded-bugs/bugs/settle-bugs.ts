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
    ...{ name: 'half-a-batch-is-fine', file: `${LIB}/outbox/flush.ts`, suites },
    harm: 'events that the provider dropped are taken for delivered',
    right: 'if (inserted + duplicates !== ids.length)',
    wrong: 'if (inserted + duplicates > ids.length)',
  },
  {
    ...{ name: 'a-missing-right-drops-usage', file: `${LIB}/provider/polar/send-usage.ts`, suites },
    harm: 'while a token lacks a scope all usage is given up as refused',
    right: 'if ([403, 404, 405].includes(status))',
    wrong: 'if ([404, 405].includes(status))',
  },
  {
    ...{ name: 'acknowledged-before-it-is-sent', file: `${LIB}/outbox/flush.ts`, suites, seenIn: 'useautumn/autumn#2153' },
    harm: 'what the provider did not take is never sent again',
    right: "const { inserted, duplicates } = await availability.call('ingest', () => provider.sendUsage(events));",
    wrong:
      "await store.outbox.acknowledge(round.batch.token, ids);\n    const { inserted, duplicates } = await availability.call('ingest', () => provider.sendUsage(events));",
  },
];
