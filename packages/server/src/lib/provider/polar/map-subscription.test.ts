import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Version } from './instant.ts';
import { mapSubscription } from './map-subscription.ts';
import { createProductMap } from './product-map.ts';

const products = createProductMap({
  products: { pro: 'product-pro', free: 'product-free' },
  packs: { top_up: 'product-pack' },
  meters: {},
});

const body = {
  id: 's-1',
  status: 'active',
  product_id: 'product-pro',
  currency: 'usd',
  created_at: '2026-11-01T00:00:00Z',
  modified_at: null,
  current_period_start: '2026-11-01T00:00:00Z',
  current_period_end: '2026-12-01T00:00:00Z',
  trial_end: null,
  cancel_at_period_end: false,
  ends_at: null,
  ended_at: null,
  pending_update: null,
  customer_id: 'c-1',
  customer: { external_id: 'acme', email: 'owner@acme.example' },
  something_new: { nested: true },
};

const map = (changes: object = {}) => mapSubscription({ ...body, ...changes }, products);

describe('a subscription of Polar', () => {
  it('is stated in our words', () => {
    expect(map()).toEqual({
      id: 's-1',
      providerCustomerId: 'c-1',
      customerId: 'acme',
      tier: 'pro',
      version: null,
      productId: 'product-pro',
      currency: 'USD',
      status: 'active',
      periodStart: '2026-11-01T00:00:00.000Z',
      periodEnd: '2026-12-01T00:00:00.000Z',
      trialEnd: null,
      cancelAt: null,
      endedAt: null,
      scheduledTier: null,
      modifiedAt: '2026-11-01T00:00:00.000000Z',
    });
  });

  it.each([
    ['incomplete', null, 'incomplete'],
    ['incomplete_expired', null, 'ended'],
    ['trialing', null, 'trialing'],
    ['active', null, 'active'],
    ['past_due', null, 'past_due'],
    ['unpaid', null, 'unpaid'],
    ['paused', null, 'paused'],
    ['canceled', null, 'canceled'],
    ['canceled', '2026-11-20T00:00:00Z', 'ended'],
  ])('that is %s with the end %s is %s', (status, ended_at, ours) => {
    const mapped = map({ status, ended_at });
    expect(mapped.status).toBe(ours);
    expect(mapped.endedAt === null).toBe(ours !== 'ended');
  });

  it('ends by itself where Polar says, else with its period', () => {
    expect(map({ cancel_at_period_end: true, ends_at: '2026-11-25T12:00:00Z' }).cancelAt).toBe('2026-11-25T12:00:00.000Z');
    expect(map({ cancel_at_period_end: true }).cancelAt).toBe('2026-12-01T00:00:00.000Z');
    const over = map({ status: 'canceled', cancel_at_period_end: true, ends_at: '2026-12-01T00:00:00Z', ended_at: '2026-12-01T00:00:00Z' });
    expect(over).toMatchObject({ status: 'ended', cancelAt: null, endedAt: '2026-12-01T00:00:00.000Z' });
  });

  it('says what is scheduled, that nothing is, or nothing about it', () => {
    expect(map({ pending_update: { product_id: 'product-free' } }).scheduledTier).toBe('free');
    expect(map({ pending_update: { product_id: null, seats: 3 } }).scheduledTier).toBeNull();
    expect(map({ pending_update: undefined }).scheduledTier).toBeUndefined();
  });

  it.each(['product-other', 'product-pack', 'constructor'])('has no tier when it is for %s', (product_id) => {
    expect(map({ product_id })).toMatchObject({ tier: null, productId: product_id });
  });

  it.each([null, undefined, '', 'a/b', '..'])('belongs to nobody that we know when its external id is %j', (external_id) => {
    expect(map({ customer: { external_id } })).toMatchObject({ customerId: null, providerCustomerId: 'c-1' });
  });

  it.each([
    { status: 'hibernating' },
    { current_period_start: '2026-11-01' },
    { current_period_start: '2026-11-01T00:00:00' },
    { created_at: '2026-13-01T00:00:00Z' },
    { customer: null },
    { cancel_at_period_end: 'yes' },
  ])('is not read at all with %j', (change) => {
    expect(() => map(change)).toThrow(v.ValiError);
  });
});

describe('a version', () => {
  it('keeps the microseconds, in a form that sorts as text', () => {
    const inOrder = [
      '2026-11-20T10:00:00Z',
      '2026-11-20T10:00:00.000001Z',
      '2026-11-20T10:00:00.5Z',
      '2026-11-20T10:00:00.999999Z',
      '2026-11-20T12:00:01+02:00',
    ];
    const versions = inOrder.map((text) => v.parse(Version, text));
    expect(versions).toEqual(versions.toSorted());
    expect(versions.at(0)).toBe('2026-11-20T10:00:00.000000Z');
    expect(versions.at(-1)).toBe('2026-11-20T10:00:01.000000Z');
  });
});
