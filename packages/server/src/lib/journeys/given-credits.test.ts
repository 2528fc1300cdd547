import { expect, it } from 'vitest';
import { openWorld } from './local-world.ts';

const meter = 'job_descriptions';

it('what everybody begins with is given once for each id, and used after the allowance', async () => {
  await using world = await openWorld();
  const { credits, usage } = world.billing();
  const welcome = { customerId: 'acme', meter, units: 3, id: 'welcome' } as const;
  const given = await Promise.all(Array.from({ length: 5 }, () => credits.grant(welcome)));
  expect(given.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect((await world.state()).meters[meter]).toMatchObject({ credits: 3, remaining: 13 });
  await usage.spend({ customerId: 'acme', meter, units: 12 });
  await credits.grant(welcome);
  expect((await world.state()).meters[meter]).toMatchObject({ credits: 1, remaining: 1 });
});

it('an id that gave something else, no units, or a meter that is not there gives nothing', async () => {
  await using world = await openWorld();
  const { credits } = world.billing();
  await credits.grant({ customerId: 'acme', meter, units: 3, id: 'welcome' });
  const others = [
    [{ units: 4, id: 'welcome' }, 'idempotency_conflict'],
    [{ units: 0, id: 'other' }, 'invalid_units'],
    [{ units: 1.5, id: 'other' }, 'invalid_units'],
    [{ units: 1, id: '' }, 'invalid_request'],
  ] as const;
  for (const [gift, code] of others) await expect(credits.grant({ customerId: 'acme', meter, ...gift })).rejects.toMatchObject({ code });
  const unknown = { customerId: 'acme', meter: 'nothing' as typeof meter, units: 1, id: 'other' };
  await expect(credits.grant(unknown)).rejects.toMatchObject({ code: 'invalid_request' });
  expect((await world.state()).meters[meter]).toMatchObject({ credits: 3 });
});
