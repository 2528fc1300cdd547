import type { MockBackend } from '../mock-backend.ts';
import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, pickMeter, spendUntil } from '../use-allowance.ts';

const OTHERS = ['org_birch', 'org_cedar', 'org_dogwood'];
const HOUR_MS = 3_600_000;
// A webhook is given up after twelve attempts, at most an hour apart.
const HOURS_UNTIL_DEAD = 14;

/** Several customers for the desk: the one who is signed in has paid and is stopped, the others use the fallback tier, and a webhook was given up. */
export const operator: Scenario = {
  title: 'Operator: several customers, one of them stopped, and a webhook that was given up',
  daysAgo: 12,
  async play(backend) {
    const meter = pickMeter(backend);
    await backend.subscribe(pickPaidTier(backend.catalog));
    await backend.advance(11 * DAY_MS);
    await loseWebhook(backend);
    await backend.advance(DAY_MS - HOURS_UNTIL_DEAD * HOUR_MS);
    await spendUntil(backend, meter, 1);
    for (const customerId of OTHERS) await backend.billing.usage.spend({ customerId, userId: 'user_other', meter, units: 3 });
  },
};

// Polar tells that the customer was changed, and refuses to say more.
async function loseWebhook({ emulator, advance, call }: MockBackend): Promise<void> {
  const { customerId } = await call('GET /admin/customers', {}).then(({ rows: [first] }) => first ?? { customerId: '' });
  emulator.faults.set({ kind: 'status', status: 422, method: 'GET', path: '/v1/customers' });
  const url = `https://polar.emulator.test/v1/customers/external/${customerId}`;
  const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
  await emulator.fetch(new Request(url, { method: 'PATCH', headers, body: JSON.stringify({ name: 'Acme Corporation' }) }));
  for (let hour = 0; hour < HOURS_UNTIL_DEAD; hour += 1) await advance(HOUR_MS, { patient: false });
  emulator.faults.clear();
}
