import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Store } from '../../store.ts';
import { allow, commit, grant, outcomeOf, readAccount, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { postgresStore } from './postgres-store.ts';

describeWithPostgres('what a process remembers of a customer', (server) => {
  let one: Store;
  let other: Store;
  let time = Date.UTC(2026, 10, 20, 10);
  beforeAll(() => {
    const open = () => postgresStore({ connectionString: server().connectionString, now: () => time });
    [one, other] = [open(), open()];
  });
  afterAll(() => Promise.all([one.close(), other.close()]));

  const outcomes = async (store: Store, ...commands: Parameters<Store['ledger']['apply']>[0]) =>
    (await store.ledger.apply(commands)).map(outcomeOf);

  it('refuses nobody who was given credits elsewhere meanwhile', async () => {
    const customer = { customerId: 'given' };
    expect(await outcomes(one, spend('1', { ...customer, policy: allow(1) }))).toEqual(['ok']);
    expect(await outcomes(one, spend('2', { ...customer, policy: allow(1) }))).toEqual(['limit_reached']);
    expect(await outcomes(other, grant('order', 1, customer))).toEqual(['ok']);
    expect(await outcomes(one, spend('2', { ...customer, policy: allow(1) }))).toEqual(['ok']);
  });

  it('never lets two processes use the same unit', async () => {
    const customer = { customerId: 'shared', policy: allow(10) };
    for (let turn = 0; turn < 12; turn += 1) {
      const store = turn % 2 === 0 ? one : other;
      expect(await outcomes(store, spend(`${turn}`, customer))).toEqual([turn < 10 ? 'ok' : 'limit_reached']);
    }
    expect(await readAccount(one, { customerId: 'shared' })).toMatchObject({ used: 10 });
  });

  it('answers a repeat as the first time, also when nothing is left and the first one was elsewhere', async () => {
    const customer = { customerId: 'repeats', policy: allow(1) };
    expect(await outcomes(one, spend('0', { ...customer, units: 2 }))).toEqual(['limit_reached']);
    expect(await outcomes(other, spend('1', customer))).toEqual(['ok']);
    expect(await outcomes(one, spend('1', customer))).toEqual(['again']);
    expect(await outcomes(one, spend('1', customer))).toEqual(['again']);
    expect(await outcomes(one, spend('2', customer), spend('1', customer))).toEqual(['limit_reached', 'again']);
  });

  it('ends what another process held, once its time is over', async () => {
    const customer = { customerId: 'held', policy: allow(1) };
    expect(await outcomes(one, spend('0', { ...customer, units: 2 }))).toEqual(['limit_reached']);
    expect(await outcomes(other, reserve('1', { ...customer, ttlMs: 100 }))).toEqual(['ok']);
    expect(await outcomes(one, spend('2', customer))).toEqual(['limit_reached']);
    time += 100;
    expect(await outcomes(one, spend('2', customer))).toEqual(['ok']);
    expect(await outcomes(other, commit('1', customer))).toEqual(['ok']);
    expect(await readAccount(one, { customerId: 'held' })).toMatchObject({ used: 1, overrun: 1, reserved: 0 });
  });
});
