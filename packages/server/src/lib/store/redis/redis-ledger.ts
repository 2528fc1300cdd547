import { type Account, type AccountKey, emptyAccount } from '../../ledger/account.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import { isWellFormed } from '../../ledger/well-formed.ts';
import type { HistoryRow, LedgerStore } from '../../store.ts';
import { settleEntry } from '../settle-due.ts';
import type { Ground } from './ground.ts';
import type { WireChange } from './redis-changes.ts';
import { shareOut } from './share-out.ts';
import { entryOfWire, resultOfWire, textOfCommand, type WireEntry, type WireResult } from './wire.ts';

/** Commands in one script. Few enough that a server stays open for others in between. */
const BATCH = 64;

interface Numbered {
  readonly index: number;
  readonly command: LedgerCommand;
}

/** The money rule runs beside the data: one script for all commands of a bucket, in one step. */
export function createRedisLedger(ground: Ground): LedgerStore {
  const { engine, keyspace, clock, changes } = ground;

  // One script after the other, so that commands of a customer keep their order whatever the way to the server does.
  async function applyToBucket(bucket: string, commands: readonly Numbered[], results: LedgerResult[]): Promise<void> {
    for (let first = 0; first < commands.length; first += BATCH) {
      const batch = commands.slice(first, first + BATCH);
      const args = [clock.given(), ...changes.address, ...batch.map(({ command }) => textOfCommand(command))];
      const reply = await engine.run<{ changes: WireChange[]; results: WireResult[] }>('apply', { keys: [bucket], args });
      changes.publish(reply.changes);
      batch.forEach(({ index }, position) => {
        const result = reply.results[position];
        if (result !== undefined) results[index] = resultOfWire(result);
      });
    }
  }

  async function expireIn(bucket: string, limit: number): Promise<number> {
    const args = [clock.given(), ...changes.address, limit];
    const reply = await engine.run<{ changes: WireChange[]; count: number }>('expire', { keys: [bucket], args });
    changes.publish(reply.changes);
    return reply.count;
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    apply: (commands) =>
      engine.step(async () => {
        const results: LedgerResult[] = commands.map(() => ({ ok: false, reason: 'invalid' }));
        const numbered = commands.map((command, index) => ({ command, index })).filter(({ command }) => isWellFormed(command));
        const buckets = Map.groupBy(numbered, ({ command }) => keyspace.bucketOf(command.customerId));
        await Promise.all([...buckets].map(([bucket, own]) => applyToBucket(bucket, own, results)));
        return results;
      }),
    readAccounts: (keys) =>
      engine.step(async () => {
        const buckets = Map.groupBy(keys, ({ customerId }) => keyspace.bucketOf(customerId));
        const read = await Promise.all([...buckets].map(([bucket, own]) => readAccountsOf(ground, bucket, own)));
        const accounts = new Map(read.flat());
        return keys.map((key) => accounts.get(key) ?? emptyAccount(key));
      }),
    readEntry: ({ customerId, id }) =>
      engine.step(async () => {
        const parameters = { keys: [keyspace.bucketOf(customerId)], args: [clock.given(), customerId, id] };
        const { now, entry } = await engine.run<{ now: number; entry: WireEntry | null }>('read-entry', parameters);
        return entry === null ? null : settleEntry(entryOfWire(entry), now);
      }),
    readHistory: ({ customerId, meter, from, to }) =>
      engine.step(async () => {
        const parameters = { keys: [keyspace.bucketOf(customerId)], args: [customerId, meter, from, to] };
        const rows = await engine.run<[number, string, number][]>('read-history', parameters);
        return rows.map(([hour, userId, units]) => ({ hour, userId: userId === '' ? null : userId, units })).sort(byHourAndUser);
      }),
    expire: (limit) =>
      engine.step(async () => {
        const { byBucket } = await shareOut(ground, { index: 'due', agoMs: 0, limit });
        return sum(await Promise.all([...byBucket].map(([bucket, share]) => expireIn(bucket, share))));
      }),
    prune: ({ thanMs, limit }) =>
      engine.step(async () => {
        const { byBucket } = await shareOut(ground, { index: 'settled', agoMs: thanMs, limit });
        const pruned = [...byBucket].map(([bucket, share]) =>
          engine.run<number>('prune-entries', { keys: [bucket], args: [clock.given(), thanMs, share] }),
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
