import { isBillingError } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { eventually, openWorld } from './local-world.ts';

it('sells an allowance of 50 exactly 50 times to 200 parallel spends, and the provider hears of 50 distinct events', async () => {
  await using world = await openWorld();
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect((await world.state()).tier).toBe('pro'));

  const users = ['owner@acme', 'recruiter@acme'];
  const spends = Array.from({ length: 200 }, (_, index) =>
    world.billing().usage.spend({ customerId: 'acme', userId: users[index % 2], meter: 'job_descriptions' }),
  );
  const outcomes = await Promise.allSettled(spends);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected' && isBillingError(outcome.reason, 'limit_reached'));
  expect(refused).toHaveLength(150);
  await eventually(async () => expect(world.emulator().events()).toHaveLength(50));
  const events = world.emulator().events();
  expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(50);
  expect(events.reduce((sum, { metadata }) => sum + Number(metadata.units), 0)).toBe(50);
  const meter = (await world.state('acme/recruiter')).meters.job_descriptions;
  expect(meter).toMatchObject({ granted: 50, used: 50, remaining: 0, level: 'exhausted' });
});

it('keeps balances over a restart in the middle', async () => {
  await using world = await openWorld();
  for (let unit = 0; unit < 4; unit += 1) await world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions' });
  await world.restart();
  expect((await world.state()).meters.job_descriptions).toMatchObject({ granted: 10, used: 4, remaining: 6 });
});

it('answers a reached limit with all that an upgrade prompt needs', async () => {
  await using world = await openWorld();
  const spend = () => world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions' });
  for (let unit = 0; unit < 10; unit += 1) await spend();
  const error = await spend().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'limit_reached',
    status: 402,
    details: {
      limit: { meter: 'job_descriptions', needed: 1, remaining: 0, offer: { kind: 'tier', tier: 'pro', price: { amount: 4900 } } },
    },
  });
});

it('takes the units of a run that fails back, and those of one that works once', async () => {
  await using world = await openWorld();
  const { usage } = world.billing();
  const request = { customerId: 'acme', meter: 'job_descriptions', id: 'job-1' } as const;
  await expect(usage.run(request, () => Promise.reject(new Error('the model is away')))).rejects.toThrow('the model is away');
  expect((await world.state()).meters.job_descriptions).toMatchObject({ used: 0, reserved: 0 });
  await usage.run(request, () => 'done');
  await usage.run(request, () => 'done again by a retried job');
  expect((await world.state()).meters.job_descriptions).toMatchObject({ used: 1, reserved: 0 });
});

it.each([
  ['is not a number', () => Number.NaN],
  ['is negative', () => -1],
])('counts what was held when the amount of finished work %s', async (_name, actual) => {
  await using world = await openWorld();
  const request = { customerId: 'acme', meter: 'job_descriptions', units: 3, actual } as const;
  await expect(world.billing().usage.run(request, () => 'done')).rejects.toMatchObject({ code: 'invalid_units' });
  expect((await world.state()).meters['job_descriptions']).toMatchObject({ used: 3, reserved: 0 });
});
