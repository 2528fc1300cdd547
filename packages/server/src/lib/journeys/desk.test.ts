import type { RouteKey } from '@plimsoll/contract/routes';
import { describe, expect, it } from 'vitest';
import { openWorld, owner, type Sent } from './route-world.ts';

const operator = { ...owner('acme'), userId: 'ada@host.example', operator: true };
const TOMORROW = '2026-11-21T12:00:00Z';

async function openDesk() {
  const world = await openWorld();
  // biome-ignore lint/suspicious/noExplicitAny: a JSON body of any route
  const call = async (key: RouteKey, sent: Omit<Sent, 'identity'> = {}): Promise<{ status: number; body: any }> => {
    const { status, text } = await world.ask(key, { identity: operator, ...sent });
    return { status, body: JSON.parse(text) };
  };
  const actions = async () => (await call('GET /admin/audit')).body.rows.map(({ action }: { action: string }) => action);
  await call('POST /admin/customer/sync', { body: { customerId: 'globex' } });
  return { ...world, call, actions };
}

describe('the operators’ desk', () => {
  it('finds customers by how their ids begin, page by page', async () => {
    const { call } = await openDesk();
    const ids = ({ body }: { body: { rows: { customerId: string }[] } }) => body.rows.map(({ customerId }) => customerId);
    const first = await call('GET /admin/customers', { query: { limit: '1' } });
    expect([ids(first), first.body.next]).toEqual([['acme'], 'acme']);
    const second = await call('GET /admin/customers', { query: { limit: '1', after: 'acme' } });
    expect([ids(second), second.body.next]).toEqual([['globex'], null]);
    expect(ids(await call('GET /admin/customers', { query: { search: 'glo' } }))).toEqual(['globex']);
    expect(ids(await call('GET /admin/customers', { query: { search: 'acme' } }))).toEqual(['acme']);
    expect(ids(await call('GET /admin/customers', { query: { search: 'nobody' } }))).toEqual([]);
    expect(first.body.rows[0]).toMatchObject({ tier: 'pro', status: 'active', providerCustomerId: 'cus_acme' });
  });

  it('shows one customer whole: what applies and why, entries, and the change that brought it', async () => {
    const { call } = await openDesk();
    const { status, body } = await call('GET /admin/customer');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ customerId: 'acme', tier: 'pro', mode: 'live', reservations: [], overrides: { tier: null, limits: [] } },
      meters: { tokens: { balance: { used: 3, granted: 100 }, because: expect.arrayContaining([expect.stringContaining('pro')]) } },
      subscriptions: [{ id: 'sub_acme', status: 'active' }],
    });
    const entries = await call('GET /admin/customer/entries');
    expect(entries.body).toMatchObject({
      rows: [{ kind: 'spend', units: 3, state: 'committed', userId: 'member@acme.example' }],
      next: null,
    });
    const timeline = await call('GET /admin/customer/timeline');
    expect(timeline.body).toMatchObject({
      rows: [{ source: { kind: 'sync' }, before: { tier: 'free' }, after: { tier: 'pro' } }],
      next: null,
    });
    expect((await call('GET /admin/customer', { query: { customerId: 'nobody' } })).status).toBe(404);
    expect((await call('GET /admin/syncs', { query: { customerId: 'globex' } })).body.rows[0]).toMatchObject({ source: 'operator' });
  });

  it('shows what a customer paid as the customer sees it, and nobody else’s', async () => {
    const { call, ask } = await openDesk();
    const { body } = await call('GET /admin/customer/payments', { query: { customerId: 'globex' } });
    expect(body).toMatchObject({ rows: [{ id: 'order_globex', amount: 500, status: 'paid' }], next: null });
    const own = JSON.parse((await ask('GET /payments', { identity: owner('globex') })).text);
    expect(body.rows).toEqual(own.payments);
    expect((await call('GET /admin/customer/payments', { query: { customerId: 'nobody' } })).status).toBe(404);
    expect((await call('GET /admin/customer/payments', { query: { customerId: 'globex', before: '-' } })).status).toBe(400);
  });

  it('gives prepaid units once for a key, takes back what is left, and writes one row for each', async () => {
    const { call, actions } = await openDesk();
    const before = (await actions()).length;
    const grant = (body: object) => call('POST /admin/credits/grant', { body });
    expect((await grant({ units: 5 })).body).toEqual({ units: 5, credits: 5, repeated: false });
    expect((await grant({ units: 5 })).body).toEqual({ units: 5, credits: 5, repeated: true });
    expect((await grant({ units: 6 })).status).toBe(409);
    expect((await call('POST /admin/credits/revoke', { body: { units: 9 } })).body).toEqual({ units: 5, credits: 0, repeated: false });
    expect((await actions()).slice(0, -before)).toEqual(['credits.revoked', 'credits.granted']);
  });

  it('gives prepaid units that end at a date, and says so', async () => {
    const { call } = await openDesk();
    const gift = { units: 5, expiresAt: TOMORROW };
    expect((await call('POST /admin/credits/grant', { body: gift })).body).toEqual({ units: 5, credits: 5, repeated: false });
    expect((await call('POST /admin/credits/grant', { body: gift })).body).toMatchObject({ credits: 5, repeated: true });
    const { body } = await call('GET /state');
    expect(body.meters.tokens.expiringCredits).toEqual([{ units: 5, expiresAt: new Date(TOMORROW).toISOString() }]);
  });

  it.each<[RouteKey, object]>([
    ['POST /admin/credits/grant', { units: -5 }],
    ['POST /admin/credits/grant', { units: 0.5 }],
    ['POST /admin/credits/grant', { units: 0 }],
    ['POST /admin/credits/grant', { meter: 'pages' }],
    ['POST /admin/credits/grant', { expiresAt: '2026-11-19T00:00:00Z' }],
    ['POST /admin/credits/revoke', { units: -5 }],
    ['POST /admin/tier', { tier: 'gold' }],
    ['POST /admin/tier', { until: '2026-11-19T00:00:00Z' }],
    ['POST /admin/limit', { until: '2026-11-19T00:00:00Z' }],
    ['POST /admin/limit', { meter: 'pages' }],
    ['POST /admin/settings', { settings: { pastDueGraceMs: -1 } }],
    ['POST /admin/settings', { settings: { warnAt: [2] } }],
    ['POST /admin/inbox/replay', { confirm: false }],
    ['POST /admin/inbox/replay', { reason: ' ' }],
    ['POST /admin/outbox/resend', { reason: '' }],
  ])('%s answers 400 to %j, and no row is written', async (key, body) => {
    const { call, actions } = await openDesk();
    const before = await actions();
    expect(await call(key, { body })).toMatchObject({ status: 400, body: { fields: [expect.anything()] } });
    expect(await actions()).toEqual(before);
  });

  it('gives a tier for nothing and raises a limit, each once, and takes both back', async () => {
    const { call, actions } = await openDesk();
    const before = (await actions()).length;
    const gift = { tier: 'business', until: TOMORROW };
    expect((await call('POST /admin/tier', { body: gift })).body).toMatchObject({ tier: 'business', overrides: { tier: gift } });
    await call('POST /admin/tier', { body: gift });
    const raised = await call('POST /admin/limit', { body: { units: 7, until: TOMORROW } });
    expect(raised.body.meters.tokens.balance.granted).toBe(907);
    await call('POST /admin/tier', { body: { tier: null } });
    const restored = await call('POST /admin/limit', { body: { units: null, until: null } });
    expect(restored.body).toMatchObject({
      tier: 'pro',
      overrides: { tier: null, limits: [] },
      meters: { tokens: { balance: { granted: 100 } } },
    });
    expect((await actions()).slice(0, -before)).toEqual(['limit.restored', 'tier.taken_back', 'limit.raised', 'tier.given']);
    const [latest] = (await call('GET /admin/audit', { query: { customerId: 'acme', limit: '1' } })).body.rows;
    expect(latest).toMatchObject({ source: { kind: 'operator', id: operator.userId }, reason: 'a rush' });
  });

  it('changes settings by their revision, and what is left out goes back to what was configured', async () => {
    const { call } = await openDesk();
    const changed = await call('POST /admin/settings', { body: { settings: { pastDueGraceMs: 0, refundOnFailure: false } } });
    expect(changed.body.settings).toMatchObject({
      pastDueGraceMs: 0,
      refundOnFailure: false,
      keepLastKnownMs: changed.body.configured.keepLastKnownMs,
    });
    expect(await call('POST /admin/settings', { body: { revision: 0 } })).toMatchObject({
      status: 409,
      body: { code: 'concurrent_change' },
    });
    const back = await call('POST /admin/settings', { body: { revision: changed.body.revision, settings: {} } });
    expect(back.body.settings).toEqual(back.body.configured);
  });

  it('replays and sends again what there is, and tells the log that it was asked to', async () => {
    const { call, actions } = await openDesk();
    expect((await call('POST /admin/inbox/replay')).body).toEqual({ replayed: 0 });
    expect((await call('POST /admin/outbox/resend')).body).toEqual({ resent: 0 });
    expect((await actions()).slice(0, 2)).toEqual(['usage.resent', 'webhooks.replayed']);
    const { rows } = (await call('GET /admin/audit', { query: { limit: '2' } })).body;
    expect(rows.map(({ reason }: { reason: string }) => reason)).toEqual(['it is there now', 'it is mended']);
    expect((await call('GET /admin/inbox')).body).toEqual({ waiting: 0, stuck: 0, oldestAt: null, rows: [], next: null });
    expect((await call('GET /admin/outbox')).body).toMatchObject({ waiting: 2, rows: [], next: null });
  });

  it('gives everything that is kept of a customer, and its log holds', async () => {
    const { call, actions } = await openDesk();
    const { body } = await call('POST /admin/customer/export');
    expect(body).toMatchObject({ customer: { customerId: 'acme' }, entries: [{ units: 3 }], complete: true });
    expect(JSON.stringify(body)).not.toContain('globex');
    expect((await actions())[0]).toBe('customer.exported');
    expect((await call('GET /admin/audit/verify')).body).toMatchObject({ checked: (await actions()).length, broken: null, next: null });
  });
});
