import type { SeededBug } from '../lib/seeded-bug.ts';
import { LIB } from './rooms.ts';

/** Faults in how the stores keep what was decided. */
export const storeBugs: readonly SeededBug[] = [
  {
    ...{ name: 'half-a-batch-is-kept', file: `${LIB}/store/sqlite/transaction.ts`, suites: [`${LIB}/store/sqlite`] },
    harm: 'a write that fails in the middle leaves what came before it',
    right: 'rollBack(database);\n    throw error;',
    wrong: "database.exec('COMMIT');\n    throw error;",
  },
  {
    ...{
      name: 'a-stale-lease-settles',
      file: `${LIB}/store/memory/memory-queue.ts`,
      suites: [`${LIB}/store/memory`],
      seenIn: 'OptimalBits/bull#308',
    },
    harm: 'a worker that slept too long undoes what its successor did',
    right: 'if (row === undefined || row.token !== token) return false;',
    wrong: 'if (row === undefined) return false;',
  },
  {
    ...{
      name: 'a-lease-is-for-ever',
      file: `${LIB}/store/memory/memory-queue.ts`,
      suites: [`${LIB}/store/memory`],
      seenIn: 'getlago/lago-api#6056',
    },
    harm: 'a webhook whose worker died is never applied',
    right: "state === 'waiting' && dueAt <= now",
    wrong: "state === 'waiting' && dueAt <= now && token === null",
  },
  {
    ...{
      name: 'the-last-writer-wins',
      file: `${LIB}/store/memory/memory-snapshots.ts`,
      suites: [`${LIB}/store/memory`],
      seenIn: 'polarsource/polar#12344',
    },
    harm: 'of two webhooks at once the slower one overwrites the newer state',
    right: 'if ((read(customerId)?.revision ?? 0) !== expectedRevision) return false;',
    wrong: '',
  },
  {
    ...{ name: 'orders-are-forgotten', file: `${LIB}/store/memory/memory-ledger.ts`, suites: [`${LIB}/store/memory`] },
    harm: 'an order that is heard again after a day is granted again',
    right: "kind !== 'grant' && settledAt !== null",
    wrong: 'settledAt !== null',
  },
  {
    ...{
      name: 'the-event-is-not-in-the-step',
      file: `${LIB}/store/memory/memory-ledger.ts`,
      suites: [`${LIB}/store/memory`],
      seenIn: 'useautumn/autumn#2153',
    },
    harm: 'used units never reach the provider',
    right: '    insertEvents(writes.events);\n',
    wrong: '    if (writes.events.length < 2) insertEvents(writes.events);\n',
  },
  {
    ...{
      name: 'redis-sells-one-too-many',
      file: `${LIB}/store/redis/parts/admit.lua`,
      suites: [`${LIB}/store/redis/differential`, `${LIB}/store/redis/redis-store`],
    },
    harm: 'the mirror of the money rule in Redis gives one unit more than the rule',
    right: 'limit - used[number] - reserved[number] or math.huge',
    wrong: 'limit + 1 - used[number] - reserved[number] or math.huge',
  },
  {
    ...{
      name: 'nobody-asks-whether-it-changed',
      file: `${LIB}/store/postgres/migrations/0001-init.sql`,
      suites: [`${LIB}/store/postgres/many-instances`, `${LIB}/store/postgres/known-books`],
      seenIn: 'wasp-lang/open-saas#727',
    },
    harm: 'two processes decide on the same balance and the later one overwrites the earlier one',
    right: 'WHERE c.customer_id = k.id AND c.stamp = k.stamp;',
    wrong: 'WHERE c.customer_id = k.id;',
  },
];
