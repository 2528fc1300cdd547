import { BillingError } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { runMetered } from './run.ts';
import type { Reservation, Usage } from './usage.ts';

type Ending = readonly ['commit', units: number | undefined] | readonly ['release'];

let endings: Ending[] = [];
let warnings: string[] = [];
let failures: Partial<Record<'reserve' | 'commit' | 'release', unknown[]>> = {};

/** What the ledger is asked; each call fails as often as the test says. */
async function answer<T>(call: keyof typeof failures, value: T): Promise<T> {
  const error = failures[call]?.shift();
  if (error !== undefined) throw error;
  return value;
}

const usage: Pick<Usage, 'reserve' | 'commit' | 'release'> = {
  async reserve({ customerId, units = 1, id = 'new-id' }) {
    return await answer<Reservation>('reserve', { id, customerId, units, attempt: 1, expiresAt: '2026-11-20T12:15:00.000Z' });
  },
  async commit({ id }, units) {
    endings.push(['commit', units]);
    return await answer('commit', { id, units: units ?? 0, overage: 0, overrun: 0, repeated: false });
  },
  async release() {
    endings.push(['release']);
    await answer('release', undefined);
  },
};

const logger = { info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
const REQUEST = { customerId: 'acme', meter: 'tokens', units: 5 } as const;
const run = <T>(work: () => Promise<T> | T, more: object = {}) => runMetered({ usage, logger }, { ...REQUEST, ...more }, work);
const storeAway = () => new BillingError('store_unavailable', 'the store is away');

beforeEach(() => {
  endings = [];
  warnings = [];
  failures = {};
});

describe('work that succeeds', () => {
  it('gives its result, and commits what was held', async () => {
    expect(await run(async () => 'a draft')).toBe('a draft');
    expect(await run(() => 'at once')).toBe('at once');
    expect(endings).toEqual([
      ['commit', 5],
      ['commit', 5],
    ]);
  });

  it('commits what it really took', async () => {
    await run(() => ({ tokens: 3 }), { actual: (result: { tokens: number }) => result.tokens });
    await run(() => ({ tokens: 9 }), { actual: (result: { tokens: number }) => result.tokens });
    expect(endings).toEqual([
      ['commit', 3],
      ['commit', 9],
    ]);
  });

  it('releases when it took nothing', async () => {
    expect(await run(() => 'from the cache', { actual: () => 0 })).toBe('from the cache');
    expect(endings).toEqual([['release']]);
  });

  it('is committed again when the store was away: an answer that was lost may have been written', async () => {
    failures = { commit: [storeAway(), storeAway()] };
    expect(await run(() => 'a draft')).toBe('a draft');
    expect(endings).toEqual([
      ['commit', 5],
      ['commit', 5],
      ['commit', 5],
    ]);
  });

  it('rejects when the store stays away, after three tries', async () => {
    failures = { commit: [storeAway(), storeAway(), storeAway(), storeAway()] };
    await expect(run(() => 'a draft')).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(endings).toHaveLength(3);
  });

  it('is not committed again when the ledger said no', async () => {
    failures = { commit: [new BillingError('reservation_resolved', 'released meanwhile')] };
    await expect(run(() => 'a draft')).rejects.toMatchObject({ code: 'reservation_resolved' });
    expect(endings).toHaveLength(1);
  });
});

describe('work that fails', () => {
  it.each<[name: string, work: () => Promise<never>]>([
    ['rejects', () => Promise.reject(new Error('the model is away'))],
    [
      'throws at once',
      () => {
        throw new Error('the model is away');
      },
    ],
  ])('and %s is released, and its own error is what the caller sees', async (_name, work) => {
    await expect(run(work)).rejects.toThrow('the model is away');
    expect(endings).toEqual([['release']]);
  });

  it('shows its own error even when the release is lost, which is logged', async () => {
    failures = { release: [storeAway()] };
    await expect(run(() => Promise.reject(new Error('the model is away')))).rejects.toThrow('the model is away');
    expect(warnings).toHaveLength(1);
  });

  it('shows the very same error, whatever it is', async () => {
    for (const thrown of [undefined, null, 'a text', new BillingError('limit_reached', 'a limit further down')]) {
      await expect(run(() => Promise.reject(thrown))).rejects.toBe(thrown);
    }
    expect(endings).toEqual(Array.from({ length: 4 }, () => ['release']));
  });
});

describe('work whose units are not held', () => {
  it.each([new BillingError('limit_reached', 'full'), storeAway(), new BillingError('invalid_units', 'bad')])(
    'never runs: $code',
    async (error) => {
      failures = { reserve: [error] };
      let ran = false;
      const work = () => {
        ran = true;
      };
      await expect(run(work)).rejects.toBe(error);
      expect(ran).toBe(false);
      expect(endings).toEqual([]);
    },
  );
});
