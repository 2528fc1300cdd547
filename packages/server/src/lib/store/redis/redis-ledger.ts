import { type Account, type AccountKey, emptyAccount } from '../../ledger/account.ts';
import type { HistoryRow, LedgerStore } from '../../store.ts';
import { pageEntries } from '../page-entries.ts';
import { settleEntry } from '../settle-due.ts';
import { createApply } from './apply.ts';
import type { Ground } from './ground.ts';
import type { Raised } from './redis-changes.ts';
import { scanEntries } from './scan-entries.ts';
import type { ScriptName } from './scripts.ts';
import { shareOut } from './share-out.ts';
import { entryOfWire, type WireEntry } from './wire.ts';
import { nameOfEntry } from './wire-command.ts';

/** Rows of a journal that one call sorts at the most. Few enough that a server stays open for others in between. */
const SORTED_AT_ONCE = 500;

/** The money rule runs beside the data: one script for all commands, in one step. */
export function createRedisLedger(ground: Ground): LedgerStore {
  const { engine, keyspace, clock, changes, losses } = ground;
  const apply = createApply(ground);

  // A script that finds too much to sort first answers null, and goes on the next time.
  async function runSorted<Reply>(
    script: ScriptName,
    parameters: { keys: readonly string[]; args: readonly (string | number)[] },
  ): Promise<Reply> {
    for (;;) {
      const reply = await engine.run<Reply | null>(script, { ...parameters, args: [...parameters.args, SORTED_AT_ONCE] });
      if (reply !== null) return reply;
    }
  }

  async function expireIn(bucket: string, limit: number): Promise<number> {
    const args = [clock.given(), changes.channel, changes.origin, limit];
    const { count, ...raised } = await engine.run<Omit<Raised, 'about'> & { count: number }>('expire', { keys: [bucket], args });
    changes.publish({ ...raised, about: 'ledger' });
    return count;
  }

  return {
    batching: { largest: 128, atOnce: 2 },
    apply: (commands) => engine.step(() => apply(commands)),
    readAccounts: (keys) =>
      engine.step(async () => {
        const buckets = Map.groupBy(keys, ({ customerId }) => keyspace.bucketOf(customerId));
        const read = await Promise.all([...buckets].map(([bucket, own]) => readAccountsOf(ground, bucket, own)));
        const accounts = new Map(read.flat());
        return keys.map((key) => accounts.get(key) ?? emptyAccount(key));
      }),
    readEntry: ({ customerId, id }) =>
      engine.step(async () => {
        const parameters = { keys: [keyspace.bucketOf(customerId)], args: [clock.given(), nameOfEntry({ customerId, id })] };
        const { now, entry } = await engine.run<{ now: number; entry: WireEntry | null }>('read-entry', parameters);
        return entry === null ? null : settleEntry(entryOfWire(entry, { customerId, id }), now);
      }),
    listEntries: (page) =>
      engine.step(async () => {
        const { now, entries } = await scanEntries(ground, page.customerId);
        return pageEntries(entries, page, now);
      }),
    readHistory: ({ customerId, meter, from, to }) =>
      engine.step(async () => {
        const parameters = { keys: [keyspace.bucketOf(customerId)], args: [customerId, meter, from, to] };
        const rows = await runSorted<[number, string, number][]>('read-history', parameters);
        return rows.map(([hour, userId, units]) => ({ hour, userId: userId === '' ? null : userId, units })).sort(byHourAndUser);
      }),
    expire: (limit) =>
      engine.step(async () => {
        const { byBucket } = await shareOut(ground, { index: 'due', agoMs: 0, limit, journal: false });
        return sum(await Promise.all([...byBucket].map(([bucket, share]) => expireIn(bucket, share))));
      }),
    prune: ({ thanMs, limit }) =>
      engine.step(async () => {
        losses.limitAnswers(thanMs);
        const { byBucket } = await shareOut(ground, { index: 'settled', agoMs: thanMs, limit, journal: true });
        const pruned = [...byBucket].map(([bucket, share]) =>
          runSorted<number>('prune-entries', { keys: [bucket], args: [clock.given(), thanMs, share] }),
        );
        return sum(await Promise.all(pruned));
      }),
  };
}

async function readAccountsOf({ engine, clock }: Ground, bucket: string, keys: readonly AccountKey[]): Promise<[AccountKey, Account][]> {
  const args = [clock.given(), ...keys.flatMap(({ customerId, meter, window }) => [customerId, meter, window])];
  const rows = await engine.run<number[][]>('read-accounts', { keys: [bucket], args });
  return keys.map((key, index) => {
    const [granted = 0, used = 0, reserved = 0, fromCredits = 0, overage = 0, overageReserved = 0, overrun = 0] = rows[index] ?? [];
    const { customerId, meter, window } = key;
    return [key, { customerId, meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun }];
  });
}

function byHourAndUser(a: HistoryRow, b: HistoryRow): number {
  return a.hour - b.hour || ((a.userId ?? '') < (b.userId ?? '') ? -1 : 1);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
