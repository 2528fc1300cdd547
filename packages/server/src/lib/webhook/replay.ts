import type { Context } from '../context.ts';
import type { StuckWebhook } from '../store.ts';

/** Names a webhook: the provider that sent it, and the provider's id of it. */
export interface WebhookKey {
  /** @default the provider of this engine */
  readonly provider?: string;
  readonly id: string;
}

/** A webhook that was accepted and could not be applied. */
export interface DeadWebhook {
  readonly provider: string;
  readonly id: string;
  readonly type: string;
  /** When it happened, by the provider's clock. All times are ISO 8601. */
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly customerId: string | null;
  readonly providerCustomerId: string | null;
  readonly attempts: number;
  /** Why the last attempt failed: internal text, for operators. */
  readonly error: string;
}

/** Webhooks that were given up, oldest first. */
export async function listDead({ store }: Pick<Context, 'store'>, limit: number): Promise<readonly DeadWebhook[]> {
  return (await store.inbox.listStuck({ after: null, limit })).map(describeDead);
}

/** A dead letter as operators see it. */
export function describeDead({ event, attempts, error, receivedAt }: StuckWebhook): DeadWebhook {
  const { provider, id, type, occurredAt, customerId, providerCustomerId } = event;
  return {
    ...{ provider, id, type, occurredAt, customerId, providerCustomerId, attempts, error },
    receivedAt: new Date(receivedAt).toISOString(),
  };
}

/**
 * Has a webhook that has ended, dead or not, applied once more, by the same drain and under the same guards as when it came: one that
 * is older than what is known changes nothing. `false`: there is none, or it waits already.
 */
export async function replayWebhook(
  { store, provider, wake, logger }: Pick<Context, 'store' | 'provider' | 'wake' | 'logger'>,
  { provider: name = provider.id, id }: WebhookKey,
): Promise<boolean> {
  const revived = await store.inbox.revive({ provider: name, id });
  logger.info('a webhook is applied again by hand', { provider: name, event: id, revived });
  if (revived) wake('drain');
  return revived;
}
