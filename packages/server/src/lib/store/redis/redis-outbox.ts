import type { UsageEvent } from '../../ledger/entry.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { OutboxStore, QueueSummary } from '../../store.ts';
import type { Ground } from './ground.ts';
import { bucketsOfToken, leaseOfToken, tokenOf } from './lease-token.ts';
import { listStuckUsage } from './list-stuck-usage.ts';
import type { ScriptName } from './scripts.ts';
import { shareOut } from './share-out.ts';

interface Claimed {
  readonly bucket: string;
  readonly rows: readonly (readonly [attempts: number, event: UsageEvent])[];
}

/** Usage events that the provider has not taken yet, with leases, in the bucket of their customer. The ledger writes them. */
export function createRedisOutbox(ground: Ground): OutboxStore {
  const { engine, keyspace, clock } = ground;

  async function claimOf(bucket: string, lease: { limit: number; leaseMs: number; id: string }): Promise<Claimed> {
    const args = [clock.given(), lease.leaseMs, lease.limit, lease.id];
    return { bucket, rows: await engine.run('claim-outbox', { keys: [bucket], args }) };
  }

  /** Rounds over the buckets until the limit is reached or nothing more is due. */
  async function claimAll({ limit, leaseMs }: { limit: number; leaseMs: number }, id: string): Promise<Claimed[]> {
    const claimed: Claimed[] = [];
    for (let left = limit; left > 0; ) {
      const { byBucket, deeper } = await shareOut(ground, { index: 'outbox:due', agoMs: 0, limit: left, journal: true });
      const round = await Promise.all([...byBucket].map(([bucket, share]) => claimOf(bucket, { limit: share, leaseMs, id })));
      claimed.push(...round);
      const count = round.reduce((total, { rows }) => total + rows.length, 0);
      if (count === 0 || !deeper) break;
      left -= count;
    }
    return claimed;
  }

  /** Asks every bucket of a lease. */
  const settle = (token: string, script: ScriptName, args: readonly (string | number)[]) =>
    engine.step(async () => {
      const buckets = bucketsOfToken(token, keyspace.buckets);
      const counts = buckets.map((bucket) => engine.run<number>(script, { keys: [bucket], args: [leaseOfToken(token), ...args] }));
      return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
    });

  return {
    claim: (lease) =>
      engine.step(async () => {
        const id = systemRuntime.uuid();
        const claimed = await claimAll(lease, id);
        const rows = claimed.flatMap((own) => own.rows);
        return {
          token: tokenOf(id, new Set(claimed.map(({ bucket }) => keyspace.buckets.indexOf(bucket)))),
          events: rows.map(([, event]) => event).sort((a, b) => a.at - b.at),
          attempts: rows.reduce((most, [attempts]) => Math.max(most, attempts), 0),
        };
      }),
    acknowledge: (token, eventIds) => settle(token, 'acknowledge-outbox', eventIds),
    retry: (token, eventIds, delayMs) => settle(token, 'retry-outbox', [clock.given(), delayMs, ...eventIds]),
    park: (token, eventIds, reason) => settle(token, 'park-outbox', [reason, ...eventIds]),
    summary: () =>
      engine.step(async () => {
        const parts = await engine.runAll<QueueSummary>('summarize-outbox', { keys: keyspace.buckets });
        return parts.map(({ reply }) => reply).reduce(together);
      }),
    listStuck: (page) => engine.step(() => listStuckUsage(ground, page)),
    revive: (eventIds) =>
      engine.step(async () => {
        const args = [clock.given(), ...eventIds];
        const counts = keyspace.buckets.map((bucket) => engine.run<number>('revive-outbox', { keys: [bucket], args }));
        return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
      }),
  };
}

function together(a: QueueSummary, b: QueueSummary): QueueSummary {
  const oldest = [a.oldestAt, b.oldestAt].filter((at) => at !== null);
  return { waiting: a.waiting + b.waiting, stuck: a.stuck + b.stuck, oldestAt: oldest.length === 0 ? null : Math.min(...oldest) };
}
