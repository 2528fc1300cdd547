import { expect, it } from 'vitest';
import type { ProviderWorld, WorldFault } from './provider-world.ts';
import { bindNew, openCheckout, subscribe } from './subscriber.ts';

const SLACK_MS = 1_000;
const AWAY = { code: 'provider_unavailable' };

/** What is told when the provider is away, and what is left afterwards. */
export function outageLaws(world: () => ProviderWorld): void {
  /** One call of each method; what they ask for exists, so nothing but the fault can refuse them. */
  async function everyCall(): Promise<Record<string, () => Promise<unknown>>> {
    const { provider, tiers, meter, uniqueId, now } = world();
    const customer = await subscribe(world(), tiers[0]);
    const { customerId, subscription } = customer;
    const checkout = await openCheckout(world(), customer, { kind: 'pack', id: world().pack });
    const event = { id: uniqueId(), customerId, userId: null, meter, units: 1, billableUnits: 0, at: now() };
    return {
      bindCustomer: () => provider.bindCustomer({ customerId: uniqueId(), email: `${uniqueId()}@acme.example`, name: null }),
      createCheckout: () => openCheckout(world(), customer, { kind: 'pack', id: world().pack }),
      readCheckout: () => provider.readCheckout(checkout.id),
      readCustomer: () => provider.readCustomer(customerId),
      readSubscription: () => provider.readSubscription(subscription.id),
      cancel: () => provider.cancel(subscription.id, null),
      resume: () => provider.resume(subscription.id),
      changeTier: () => provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' }),
      openPortal: () => provider.openPortal({ customerId, returnUrl: 'https://app.acme.example/billing' }),
      sendUsage: () => provider.sendUsage([event]),
      ...(provider.capabilities.credits === true ? { readCredits: () => provider.readCredits(customerId) } : {}),
      ...(provider.capabilities.providerMeters ? { readMeters: () => provider.readMeters(customerId) } : {}),
      probe: () => provider.probe(),
    };
  }

  async function expectAway(fault: WorldFault): Promise<void> {
    const calls = await everyCall();
    await world().setFault(fault);
    const started = world().now();
    const outcomes = await Promise.all(
      Object.entries(calls).map(async ([name, call]) => [
        name,
        await call().catch((error: { code?: string }) => error.code ?? String(error)),
      ]),
    );
    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, AWAY.code])));
    expect(world().now() - started).toBeLessThan(world().deadlineMs + SLACK_MS);
  }

  it('says within its deadline that the provider is away when it answers with server errors', () => expectAway('outage'));

  it('says within its deadline that the provider is away when it does not answer', () => expectAway('silence'));

  it('says when to come back when its rate is limited', async () => {
    await world().setFault('rate_limit');
    const error: unknown = await world()
      .provider.probe()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...AWAY, retryAfterMs: expect.any(Number) });
  });

  it('answers a probe when it is back', async () => {
    await world().setFault('outage');
    await expect(world().provider.probe()).rejects.toMatchObject(AWAY);
    await world().setFault(null);
    await expect(world().provider.probe()).resolves.toBeUndefined();
  });

  it('never takes an outage for evidence that a customer or a subscription is gone', async () => {
    const { provider, tiers } = world();
    const { customerId, subscription } = await subscribe(world(), tiers[0]);
    await world().setFault('outage');
    await expect(provider.readCustomer(customerId)).rejects.toMatchObject(AWAY);
    await expect(provider.readSubscription(subscription.id)).rejects.toMatchObject(AWAY);
  });

  it('has one effect when an answer was lost and the same call is given again', async () => {
    const { provider, tiers, meter, uniqueId, now } = world();
    const { customerId, subscription } = await subscribe(world(), tiers[0]);
    const person = { customerId: uniqueId(), email: `${uniqueId()}@acme.example`, name: null };
    const event = { id: uniqueId(), customerId, userId: null, meter, units: 9, billableUnits: 2, at: now() };
    const calls = [() => provider.bindCustomer(person), () => provider.sendUsage([event]), () => provider.cancel(subscription.id, null)];
    await world().setFault('lost_answer');
    for (const call of calls) await expect(call()).rejects.toMatchObject(AWAY);
    await world().setFault(null);
    for (const call of calls) await call();
    expect(await world().countUsage(customerId)).toEqual({ units: 9, billableUnits: 2 });
    expect(await provider.readSubscription(subscription.id)).toMatchObject({ cancelAt: subscription.periodEnd });
    expect(await provider.readCustomer(person.customerId)).not.toBeNull();
  });

  it('changes a tier once when the answer was lost and the same call is given again', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    const change = () => provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' });
    await world().setFault('lost_change');
    await expect(change()).rejects.toMatchObject(AWAY);
    await world().setFault(null);
    const after = await provider.readSubscription(subscription.id);
    expect(after).toMatchObject({ tier: tiers[1] });
    expect(await change()).toEqual(after);
  });

  it('still sells after an outage', async () => {
    await world().setFault('outage');
    await world().setFault(null);
    expect(await openCheckout(world(), await bindNew(world()), { kind: 'tier', id: world().tiers[0] })).toMatchObject({ status: 'open' });
  });
}
