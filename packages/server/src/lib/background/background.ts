import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { createExpiry } from '../credits/expire-credits.ts';
import { withDeadline } from '../deadline.ts';
import { finishErasures } from '../erasure/finish-erasures.ts';
import { flushOutbox } from '../outbox/flush.ts';
import { reviveParked } from '../outbox/park-usage.ts';
import { reconcilePage } from '../reconcile/reconcile.ts';
import { drainInbox } from '../webhook/drain.ts';
import { boundRound } from './bounded-round.ts';
import { createFailureReport } from './failure-report.ts';
import { createLoop, type Loop } from './loop.ts';
import { createClockWatch } from './watch-clock.ts';
import { watchQueues } from './watch-queues.ts';

const EXPIRE_BATCH = 500;
const EXPIRE_INTERVAL_MS = 5_000;
const PRUNE_INTERVAL_MS = 60_000;
const PRUNE_BATCH = 1000;
const RECONCILE_PAGE_INTERVAL_MS = 5_000;
// What operators change holds everywhere within this time, and what a standing remembers.
const DESK_INTERVAL_MS = 5_000;
const WATCH_INTERVAL_MS = 60_000;
const STOP_DEADLINE_MS = 10_000;
const TICK_ROUND_MS = 10_000;
// Longer than any round takes that does not hang; shorter, and two rounds of a slow one would run beside each other.
const LOOP_ROUND_MS = 120_000;

/** All that goes on behind the requests. */
export interface Background {
  start(): void;
  wake(work: 'drain' | 'flush'): void;
  /** Ends within 10 seconds: rounds under way finish, what waits stays in the store. */
  stop(): Promise<void>;
  /** One bounded round of everything, for hosts without long-lived processes. Each kind of work has 10 seconds; one that hangs does not hold up the rest. */
  tick(): Promise<void>;
}

export function createBackground(context: Context): Background {
  const { runtime } = context;
  const report = createFailureReport(context);
  const works = Object.entries(listWorks(context)).map(([name, { intervalMs, round, ticks }]) => {
    const bounded = boundRound(name, { round, runtime });
    const onError = report(name);
    const loop: Loop = createLoop({ runtime, intervalMs, onError, round: () => bounded(LOOP_ROUND_MS) });
    return { name, ticks, loop, tick: () => bounded(TICK_ROUND_MS).catch(onError) };
  });
  const loops = new Map(works.map(({ name, loop }) => [name, loop]));

  return {
    start() {
      for (const loop of loops.values()) loop.start();
    },
    wake: (work) => loops.get(work)?.wake(),
    async stop() {
      const stopped = Promise.all([...loops.values()].map((loop) => loop.stop())).then(() => context.coalescer.idle());
      const error = () =>
        new BillingError('internal', `Background work did not end within ${STOP_DEADLINE_MS} ms; it continues after the next start.`);
      await withDeadline(stopped, { runtime, ms: STOP_DEADLINE_MS, error }).catch(report('stop'));
    },
    async tick() {
      for (const { ticks, tick } of works) if (ticks) await tick();
    },
  };
}

interface Work {
  readonly intervalMs: number;
  readonly round: () => Promise<boolean>;
  /** Whether it is a part of `tick`. */
  readonly ticks: boolean;
}

/** In the order of a tick: first whether the provider is there, then what the rest builds on. */
function listWorks(context: Context): Record<string, Work> {
  const { settings, store, availability } = context;
  const once = (work: Promise<unknown>) => work.then(() => false);
  const watchClock = createClockWatch(context);
  const endCredits = createExpiry(context);
  const keepDesk = () => Promise.all([context.live.refresh(), context.syncs.flush(), finishErasures(context)]);
  return {
    // Asked far more often than it probes: so an instance learns at once what another one found, and its breaker opens and closes with theirs.
    probe: { ticks: true, intervalMs: lookInterval(settings.probeIntervalMs), round: () => once(availability.probe()) },
    spill: { ticks: true, intervalMs: settings.spillIntervalMs, round: () => context.spill.importRound() },
    expire: { ticks: true, intervalMs: EXPIRE_INTERVAL_MS, round: async () => (await store.ledger.expire(EXPIRE_BATCH)) === EXPIRE_BATCH },
    drain: { ticks: true, intervalMs: settings.drainIntervalMs, round: () => drainInbox(context) },
    flush: { ticks: true, intervalMs: settings.flushIntervalMs, round: () => flushOutbox(context) },
    access: { ticks: true, intervalMs: settings.accessSweepIntervalMs, round: () => context.access.round() },
    // Customers are looked through for credits that ended at the pace at which they are for their levels.
    level: {
      ticks: true,
      intervalMs: settings.levelSweepIntervalMs,
      round: () => Promise.all([context.level.round(), endCredits()]).then(([more]) => more),
    },
    // One page a round, whether or not more follow: what the provider's rate leaves is shared with other background work.
    reconcile: { ticks: true, intervalMs: RECONCILE_PAGE_INTERVAL_MS, round: () => once(reconcilePage(context)) },
    // In a tick it is a part of the watch: each work of its own may cost a tick ten seconds more while the store hangs.
    desk: { ticks: false, intervalMs: DESK_INTERVAL_MS, round: () => once(keepDesk()) },
    watch: { ticks: true, intervalMs: WATCH_INTERVAL_MS, round: () => once(Promise.all([lookAround(context, watchClock), keepDesk()])) },
    // What was spilled is imported before any answer is forgotten, since the answers are what makes an import count once.
    prune: { ticks: false, intervalMs: PRUNE_INTERVAL_MS, round: () => context.spill.importRound().then(() => pruneOld(context)) },
  };
}

async function lookAround(context: Context, watchClock: () => void): Promise<void> {
  watchClock();
  await reviveParked(context);
  await watchQueues(context);
}

function lookInterval(probeIntervalMs: number): number {
  return Math.min(probeIntervalMs, Math.max(50, Math.ceil(probeIntervalMs / 60)));
}

async function pruneOld({ store, settings }: Context): Promise<boolean> {
  await store.inbox.prune(settings.inboxRetentionMs);
  return (await store.ledger.prune({ thanMs: settings.answerRetentionMs, limit: PRUNE_BATCH })) === PRUNE_BATCH;
}
