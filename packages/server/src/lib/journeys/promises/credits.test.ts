import { expect, it } from 'vitest';
import { onEachStore } from './on-each-store.ts';
import { meterOf, outcomeOf } from './promise-world.ts';

const GENERATIONS = 500;
const CREDITS = 100;

onEachStore('an image generator', (world) => {
  /** A customer whose free allowance is used up, with 100 credits. */
  async function withCredits(): Promise<string> {
    const { engine, fresh, store } = world();
    const customerId = fresh('painter');
    await engine().state(customerId);
    await engine().billing.usage.spend({ customerId, meter: 'jobs', units: 10 });
    await store.ledger.apply([{ kind: 'grant', customerId, meter: 'jobs', units: CREDITS, id: 'order:1' }]);
    return customerId;
  }

  const ids = Array.from({ length: GENERATIONS }, (_, index) => `generation-${index}`);

  it('makes exactly 100 of 500 images that are asked for at once on 100 credits', async () => {
    const { engine } = world();
    const customerId = await withCredits();
    const made = await Promise.all(ids.map((id, index) => outcomeOf(engine(index).billing.usage.spend({ customerId, meter: 'jobs', id }))));
    expect(made.filter((outcome) => outcome === 'ok')).toHaveLength(CREDITS);
    expect(made.filter((outcome) => outcome === 'limit_reached')).toHaveLength(GENERATIONS - CREDITS);
    expect(meterOf(await engine(1).state(customerId), 'jobs')).toMatchObject({ credits: 0, remaining: 0, used: 110 });
  });

  it('with every third one failing for good ends at exactly what was made, whoever tries again and says so twice', async () => {
    const { engine } = world();
    const customerId = await withCredits();
    let made = 0;
    let failed = 0;
    const generate = async (id: string, index: number) => {
      const { usage } = engine(index).billing;
      const request = { customerId, meter: 'jobs', id } as const;
      if ((await outcomeOf(usage.spend(request))) !== 'ok') return;
      // A worker that died is followed by another one, under the same id.
      const retry = await engine(index + 1).billing.usage.spend(request);
      expect(retry.repeated).toBe(true);
      if (index % 3 !== 0) {
        made += 1;
        return;
      }
      failed += 1;
      await Promise.all([usage.fail({ customerId, id }), engine(index + 1).billing.usage.fail({ customerId, id })]);
    };
    await Promise.all(ids.map(generate));
    expect(failed).toBeGreaterThan(0);
    expect(made).toBeLessThanOrEqual(CREDITS);
    expect(meterOf(await engine().state(customerId), 'jobs')).toMatchObject({ credits: CREDITS - made, used: 10 + made, reserved: 0 });
  });

  it('grants an order once, though its webhook comes ten times to two servers', async () => {
    const { emulator, engine, fresh, settle } = world();
    const customerId = fresh('buyer');
    const { body } = await engine().call({ customerId }, '/checkout', { pack: 'ten', successUrl: '/done', returnUrl: '/' });
    await emulator.pay(body.checkoutId);
    await settle();
    const events = emulator.webhooks.deliveries().filter(({ type }) => type === 'order.paid');
    for (let turn = 0; turn < 10; turn += 1) for (const { eventId } of events) emulator.webhooks.redeliver(eventId);
    await settle();
    expect(meterOf(await engine(1).state(customerId), 'jobs')).toMatchObject({ credits: 10 });
  });
});
