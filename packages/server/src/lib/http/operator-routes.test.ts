import { describe, expect, it } from 'vitest';
import type { Identity } from '../identity.ts';
import { good, member, openWorld, owner, routesOf } from '../journeys/route-world.ts';

describe.each(routesOf('operator'))('%s', (key) => {
  const [method = '', path = ''] = key.split(' ');
  const people: [string, () => Promise<Identity | null>][] = [
    ['nobody', async () => null],
    ['a member', async () => member('acme')],
    ['an owner', async () => owner('acme')],
    ['an owner who says no', async () => ({ ...owner('acme'), operator: false })],
    ['an owner with an odd mark', async () => ({ ...owner('acme'), operator: 'true' as unknown as boolean })],
    ['an operator without a name', async () => ({ ...owner('acme'), userId: '', operator: true })],
    ['a session that cannot be read', () => Promise.reject(new Error('the session store is away'))],
  ];

  it.each(people)('answers %s byte for byte what a path answers that is not there', async (_name, identify) => {
    const world = await openWorld();
    const before = await world.everythingOf('acme');
    const tried = [method, 'GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
    for (const verb of tried) {
      for (const sent of [
        {},
        { body: { unknown: 1 } },
        { headers: { origin: 'https://evil.example' } },
        { headers: { 'content-type': 'x' } },
      ]) {
        const [real, absent] = [
          await world.send({ method: verb, path, input: good[key], identify, ...sent }),
          await world.send({ method: verb, path: '/admin/nothing', input: good[key], identify, ...sent }),
        ];
        expect(real).toEqual(absent);
        expect(real.status).toBe(404);
      }
    }
    const slashed = await world.send({ method, path: `${path}/`, input: good[key], identify, headers: { 'plimsoll-contract': '999' } });
    expect(slashed).toEqual(await world.send({ method, path: '/nothing', input: {}, identify }));
    expect(await world.everythingOf('acme')).toEqual(before);
  });
});
