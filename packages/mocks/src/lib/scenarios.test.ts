import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMockBackend } from './create-mock-backend.ts';
import type { MockBackend } from './mock-backend.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';

const server = setupServer();
let backend: MockBackend;

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(async () => {
  server.resetHandlers();
  await backend.dispose();
});
afterAll(() => server.close());

async function readState(scenario: ScenarioName) {
  backend = await createMockBackend({ scenario });
  server.use(...backend.handlers);
  return (await fetch('http://localhost/api/billing/state')).json();
}

const free = { tier: 'free', mode: 'live', subscription: { status: 'none' } };
const pro = { tier: 'pro', mode: 'live', subscription: { status: 'active' } };
const promises: Record<ScenarioName, object> = {
  fresh: { ...free, meters: { job_descriptions: { granted: 10, used: 0, level: 'ok' } } },
  healthy: {
    ...pro,
    meters: { job_descriptions: { granted: 50, used: 20, level: 'ok' }, candidate_screenings: { granted: 500, used: 200 } },
  },
  low: { ...pro, meters: { job_descriptions: { used: 44, remaining: 6, level: 'low' } } },
  exhausted: { ...free, meters: { job_descriptions: { used: 10, remaining: 0, level: 'exhausted' } } },
  unlimited: { tier: 'enterprise', mode: 'live', meters: { job_descriptions: { granted: 'unlimited', used: 240, level: 'unlimited' } } },
  'trial-ending': {
    tier: 'pro',
    subscription: { status: 'trialing', trialEnd: expect.any(String) },
    meters: { job_descriptions: { used: 15 } },
  },
  'past-due': { tier: 'pro', subscription: { status: 'past_due', accessUntil: expect.any(String) } },
  canceling: { ...pro, subscription: { status: 'active', cancelAt: expect.any(String) } },
  'earlier-plan': {
    ...pro,
    tierVersion: { id: 'first', prices: [{ amount: 2900 }], allowances: { job_descriptions: 80 } },
    meters: { job_descriptions: { granted: 80, used: 32 } },
  },
  degraded: { ...pro, mode: 'stale', meters: { job_descriptions: { used: 20 } } },
  fallback: { tier: 'free', mode: 'fallback', subscription: { status: 'unknown' } },
  credits: { mode: 'live', meters: { images: { granted: 0, credits: 12, remaining: 12 } } },
  'out-of-credits': { mode: 'live', meters: { images: { credits: 0, remaining: 0, level: 'exhausted' } } },
  payments: { mode: 'live', meters: { images: { credits: 240 } } },
  overage: { tier: 'pro', meters: { tokens: { overage: 1_234_567, overageCost: { amount: 1235, currency: 'USD' } } } },
  operator: { tier: 'pro', meters: { job_descriptions: { remaining: 0, level: 'exhausted' } } },
  'spend-cap': { tier: 'pro', meters: { tokens: { overageCost: { amount: 2000 }, spendCap: { amount: 2000, unitsLeft: 0 } } } },
};

test.each(Object.keys(scenarios) as ScenarioName[])('the scenario "%s" gives the state that it promises', async (scenario) => {
  expect(await readState(scenario)).toMatchObject(promises[scenario]);
});

test('the scenario "operator" has a webhook that was given up, for the desk to replay', async () => {
  backend = await createMockBackend({ scenario: 'operator' });
  const { rows, waiting } = await backend.call('GET /admin/inbox', {});
  expect([rows.map(({ type }) => type), waiting]).toEqual([['customer.updated'], 0]);
  const webhooks = rows.map(({ provider, id }) => ({ provider, id }));
  const replay = { webhooks, confirm: true as const, reason: 'Polar answers again' };
  expect(await backend.call('POST /admin/inbox/replay', replay)).toEqual({ replayed: 1 });
  await backend.settled();
  expect((await backend.call('GET /admin/inbox', {})).rows).toEqual([]);
});
