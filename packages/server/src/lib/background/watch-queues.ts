import type { Alert } from '../alert.ts';
import type { Context } from '../context.ts';
import type { QueueSummary } from '../store.ts';

const HOUR_MS = 60 * 60_000;
/** `queueLateMs`: what waits longer than this waits for something that does not come back by itself. */
const LATE_MS = HOUR_MS;

/** Tells an operator of webhooks and usage that have waited for more than an hour: once an hour and installation, with numbers. */
export async function watchQueues({ store, provider, alert }: Pick<Context, 'store' | 'provider' | 'alert'>): Promise<void> {
  const now = await store.now();
  const late: [Alert['code'], QueueSummary][] = [
    ['webhooks_late', await store.inbox.summary()],
    ['usage_late', await store.outbox.summary()],
  ];
  for (const [code, { waiting, oldestAt }] of late) {
    if (oldestAt === null || now - oldestAt < LATE_MS) continue;
    const first = await store.records.write(`alerted/${code}`, { value: null, expectedRevision: 0, ttlMs: HOUR_MS });
    if (!first) continue;
    const context = { provider: provider.id, waiting, oldestAt: new Date(oldestAt).toISOString(), oldestAgeMs: now - oldestAt };
    alert({ priority: 'soon', code, context });
  }
}
