import type { ProviderEffect, ProviderEvent, ProviderSubscription } from '../provider.ts';

/** Stands where a customer's id stood. No id holds a slash. */
export const ERASED_CUSTOMER = '/erased';

/** By what an event is known to be about somebody. */
export interface ErasedPerson {
  readonly customerId: string;
  readonly provider: string;
  readonly providerCustomerId: string | null;
}

/** Whether a webhook is about somebody. Pure. */
export function isAbout(event: ProviderEvent, person: ErasedPerson): boolean {
  if (event.provider !== person.provider) return false;
  const { customerId, providerCustomerId } = person;
  const isOurs = (named: Pick<ProviderEvent, 'customerId' | 'providerCustomerId'>) =>
    named.customerId === customerId || (providerCustomerId !== null && named.providerCustomerId === providerCustomerId);
  return isOurs(event) || subscriptionsOf(event.effect).some(isOurs);
}

/** A webhook without the customer: what it tells of money stays, as the provider's own ids of orders and subscriptions do. Pure. */
export function stripEvent(event: ProviderEvent): ProviderEvent {
  return { ...event, customerId: ERASED_CUSTOMER, providerCustomerId: null, effect: stripEffect(event.effect) };
}

function subscriptionsOf(effect: ProviderEffect): readonly ProviderSubscription[] {
  if (effect.kind === 'subscription') return [effect.subscription];
  return effect.kind === 'customer' ? effect.subscriptions : [];
}

function stripEffect(effect: ProviderEffect): ProviderEffect {
  if (effect.kind === 'subscription') return { ...effect, subscription: stripSubscription(effect.subscription) };
  return effect.kind === 'customer' ? { ...effect, subscriptions: effect.subscriptions.map(stripSubscription) } : effect;
}

function stripSubscription(subscription: ProviderSubscription): ProviderSubscription {
  return { ...subscription, customerId: ERASED_CUSTOMER, providerCustomerId: ERASED_CUSTOMER };
}
