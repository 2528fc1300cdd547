import { expect, it } from 'vitest';
import { openWorld } from './local-world.ts';

it('finds products and meters that would misbill, and says so', async () => {
  await using world = await openWorld();
  const problems = await world.billing().verifyProvider();
  expect(problems).toEqual(['No Polar meter counts the events named "job_descriptions".']);
  expect(world.alerts).toContainEqual(expect.objectContaining({ code: 'provider_setup' }));
});

it('finds a meter that counts events instead of units', async () => {
  await using world = await openWorld();
  const { url, accessToken } = world.emulator();
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const filter = { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'job_descriptions' }] };
  const body = JSON.stringify({ name: 'Jobs', filter, aggregation: { func: 'count' } });
  await fetch(`${url}/v1/meters/`, { method: 'POST', headers, body });
  expect(await world.billing().verifyProvider()).toEqual(['The Polar meter "Jobs" is a count; it must sum "billable_units" or "units".']);
});
