import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { flushOutbox } from '../outbox/flush.ts';
import { reconcilePage } from '../reconcile/reconcile.ts';
import { drainInbox } from '../webhook/drain.ts';
import { createLoop, type Loop } from './loop.ts';

const EXPIRE_BATCH = 500;
const EXPIRE_INTERVAL_MS = 5_000;
const PRUNE_INTERVAL_MS = 60_000;
const PRUNE_BATCH = 1000;
// Twenty customers in five seconds stay well under Polar's 500 requests a minute.
const RECONCILE_PAGE_INTERVAL_MS = 5_000;
const STOP_DEADLINE_MS = 10_000;

/** All that goes on behind the requests. */
export interface Background {
  start(): void;
  wake(work: 'drain' | 'flush'): void;
  /** Ends within 10 seconds: rounds under way finish, what waits stays in the store. */
  stop(): Promise<void>;
  /** One bounded round of everything, for hosts without long-lived processes. */
  tick(): Promise<void>;
}

export function createBackground(context: Context): Background {
  const { settings, store, availability } = context;
  const rounds = {
    drain: { intervalMs: settings.drainIntervalMs, round: () => drainInbox(context) },
    flush: { intervalMs: settings.flushIntervalMs, round: () => flushOutbox(context) },
    spill: { intervalMs: settings.spillIntervalMs, round: () => context.spill.importRound() },
    probe: { intervalMs: settings.probeIntervalMs, round: () => availability.probe().then(() => false) },
    expire: { intervalMs: EXPIRE_INTERVAL_MS, round: async () => (await store.ledger.expire(EXPIRE_BATCH)) === EXPIRE_BATCH },
    access: { intervalMs: settings.accessSweepIntervalMs, round: () => context.access.round() },
    // One page a round, whether or not more follow: the pause between pages is the budget.
    reconcile: { intervalMs: RECONCILE_PAGE_INTERVAL_MS, round: () => reconcilePage(context).then(() => false) },
    // What was spilled is imported before any answer is forgotten, since the answers are what makes an import count once.
    prune: { intervalMs: PRUNE_INTERVAL_MS, round: () => context.spill.importRound().then(() => pruneOld(context)) },
  };
  const names = Object.keys(rounds) as (keyof typeof rounds)[];
  const loops = new Map<string, Loop>(
    names.map((name) => [name, createLoop({ ...rounds[name], runtime: context.runtime, onError: report(context, name) })]),
  );

  return {
    start() {
      for (const loop of loops.values()) loop.start();
    },
    wake: (work) => loops.get(work)?.wake(),
    async stop() {
      const stopped = Promise.all([...loops.values()].map((loop) => loop.stop())).then(() => context.coalescer.idle());
      const error = () =>
        new BillingError('internal', `Background work did not end within ${STOP_DEADLINE_MS} ms; it continues after the next start.`);
      await withDeadline(stopped, { runtime: context.runtime, ms: STOP_DEADLINE_MS, error }).catch(report(context, 'stop'));
    },
    async tick() {
      for (const name of ['probe', 'spill', 'expire', 'drain', 'flush', 'access', 'reconcile'] as const)
        await rounds[name].round().catch(report(context, name));
    },
  };
}

async function pruneOld({ store, settings }: Context): Promise<boolean> {
  await store.inbox.prune(settings.inboxRetentionMs);
  return (await store.ledger.prune({ thanMs: settings.answerRetentionMs, limit: PRUNE_BATCH })) === PRUNE_BATCH;
}

function report({ logger, alert }: Context, work: string): (error: unknown) => void {
  return (error) => {
    const context = { work, error: error instanceof Error ? error.message : String(error) };
    logger.error('background work failed and will be tried again', context);
    alert({ priority: 'soon', code: 'background_failed', context });
  };
}
