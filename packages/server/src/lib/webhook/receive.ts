import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { stripErased } from '../erasure/strip-erased.ts';

export interface ReceivedWebhook {
  readonly provider: string;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

/**
 * Verifies the received bytes and puts the event into the inbox; it is durable when this resolves, and applied afterwards.
 * @throws BillingError `not_found` (no such provider), `invalid_signature`, or `store_unavailable` (the provider will send it again)
 */
export async function receiveWebhook(context: Context, { provider: id, header, body }: ReceivedWebhook): Promise<'new' | 'seen'> {
  const { provider, store, runtime, logger, wake, recorder } = context;
  if (id !== provider.id) throw new BillingError('not_found', `No provider is called "${id}".`);
  const event = await provider.parseWebhook({ header, body, now: runtime.now() }).catch((error: unknown) => {
    if (isBillingError(error, 'invalid_signature')) reportRejected(context, error, header('webhook-id'));
    throw error;
  });
  const outcome = await store.inbox.insert(await stripErased(context, event));
  recorder.count('webhook.received', { effect: event.effect.kind, result: outcome });
  logger.info('webhook accepted', { provider: id, event: event.id, type: event.type, outcome });
  if (outcome === 'new') wake('drain');
  return outcome;
}

function reportRejected({ logger, alert, provider, recorder }: Context, error: BillingError, eventId: string | undefined): void {
  const context = { provider: provider.id, event: eventId?.slice(0, 100), reason: error.message };
  recorder.count('webhook.received', { effect: 'none', result: 'rejected' });
  logger.warn('security event: a webhook was rejected', context);
  alert({ priority: 'immediate', code: 'webhook_signature_rejected', context });
}
