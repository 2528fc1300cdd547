import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { checkoutLaws } from './checkout-laws.ts';
import { outageLaws } from './outage-laws.ts';
import { paymentLaws } from './payment-laws.ts';
import type { ProviderWorld } from './provider-world.ts';
import { subscriptionLaws } from './subscription-laws.ts';
import { usageLaws } from './usage-laws.ts';
import { webhookLaws } from './webhook-laws.ts';

export interface ProviderSetup {
  /** Builds the provider and the world around it, once for the whole suite. */
  create(): Promise<ProviderWorld>;
}

/** Declares the conformance suite of a payment provider: everything that the core relies on, proven from outside. Needs vitest. */
export function describeProvider(name: string, { create }: ProviderSetup): void {
  describe(`${name} keeps the laws of a provider`, () => {
    let world: ProviderWorld | undefined;
    const current = (): ProviderWorld => {
      if (world === undefined) throw new Error('The world was not built.');
      return world;
    };
    beforeAll(async () => {
      world = await create();
    });
    afterEach(() => world?.setFault(null));
    afterAll(() => world?.dispose());

    describe('checkout', () => checkoutLaws(current));
    describe('subscription', () => subscriptionLaws(current));
    describe('payment', () => paymentLaws(current));
    describe('webhook', () => webhookLaws(current));
    describe('usage', () => usageLaws(current));
    describe('outage', () => outageLaws(current));
  });
}
