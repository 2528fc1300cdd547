import type { Context } from '../context.ts';
import type { ProviderEvent } from '../provider.ts';
import { stripEvent } from './strip-event.ts';

/** A webhook as it may be kept: without the customer when that one was erased. */
export async function stripErased({ tombstones }: Pick<Context, 'tombstones'>, event: ProviderEvent): Promise<ProviderEvent> {
  const { provider, customerId, providerCustomerId } = event;
  // Our own id decides: the provider's may have been given to another customer of ours since.
  if (customerId !== null) return (await tombstones.isErased(customerId)) ? stripEvent(event) : event;
  return providerCustomerId !== null && (await tombstones.isErasedAt(provider, providerCustomerId)) ? stripEvent(event) : event;
}
