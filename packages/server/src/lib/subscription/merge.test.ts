import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderSubscription } from '../provider.ts';
import { isoOf } from './instant.ts';
import { mergeStatements } from './merge.ts';
import type { SubscriptionRow } from './snapshot.ts';

const first: ProviderSubscription = {
  ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'starter', productId: 'prod_starter', status: 'active' },
  ...{ periodStart: '2026-11-01T00:00:00Z', periodEnd: '2026-12-01T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-01T00:00:00.000001Z' },
};
const later: ProviderSubscription = { ...first, tier: 'pro', productId: 'prod_pro', modifiedAt: '2026-11-01T00:00:00.000002Z' };
const renewed: ProviderSubscription = {
  ...first,
  ...{ periodStart: '2026-12-01T00:00:00Z', periodEnd: '2027-01-01T00:00:00Z', modifiedAt: '2026-12-01T00:00:01Z' },
};

const told = (...statements: ProviderSubscription[]): readonly SubscriptionRow[] =>
  statements.reduce<readonly SubscriptionRow[]>((rows, statement) => mergeStatements(rows, [statement], 'told').rows, []);

describe('versions', () => {
  it('replace an older statement by a newer one, down to the microsecond', () => {
    expect(mergeStatements(told(first), [later], 'told')).toMatchObject({ changed: true, doubtful: false, rows: [{ tier: 'pro' }] });
  });

  it.each(['told', 'read'] as const)('never replace a newer statement by an older one, even one that was %s', (source) => {
    const rows = told(later);
    expect(mergeStatements(rows, [first], source)).toEqual({ rows, changed: false, doubtful: false });
  });

  it.each(['told', 'read'] as const)('of the same content change nothing, when %s again', (source) => {
    const rows = told(first);
    expect(mergeStatements(rows, [{ ...first }], source)).toEqual({ rows, changed: false, doubtful: false });
  });

  it('that are the same with other content are doubtful when told, and the truth when read just now', () => {
    const other: ProviderSubscription = { ...first, status: 'past_due' };
    expect(mergeStatements(told(first), [other], 'told')).toEqual({ rows: told(first), changed: false, doubtful: true });
    expect(mergeStatements(told(first), [other], 'read')).toMatchObject({ changed: true, doubtful: false, rows: [{ status: 'past_due' }] });
  });
});

describe('what a statement does not say', () => {
  it('stays: a subscription that is not mentioned is not touched', () => {
    const second = { ...first, id: 'sub_2' };
    const rows = told(first, second);
    expect(mergeStatements(rows, [], 'read')).toEqual({ rows, changed: false, doubtful: false });
    expect(mergeStatements(rows, [{ ...later, id: 'sub_2' }], 'read').rows[0]).toEqual(rows[0]);
  });

  it('stays: a scheduled tier that is not spoken of is kept, and one that is denied is dropped', () => {
    const rows = told({ ...first, scheduledTier: 'free' });
    expect(mergeStatements(rows, [{ ...later, scheduledTier: undefined }], 'told').rows[0]?.scheduledTier).toBe('free');
    expect(mergeStatements(rows, [{ ...later, scheduledTier: null }], 'told').rows[0]?.scheduledTier).toBeNull();
    expect(mergeStatements(rows, [{ ...first, scheduledTier: undefined }], 'told')).toMatchObject({ changed: false, doubtful: false });
  });
});

describe('a renewal that does not speak of the tier that was scheduled for it', () => {
  const scheduled = { ...first, tier: 'pro', scheduledTier: 'starter' };
  const silent = (tier: string) => ({ ...renewed, tier, scheduledTier: undefined });

  it.each(['starter', 'pro'])('has decided about it: the tier is %s and nothing is scheduled any more', (tier) => {
    expect(told(scheduled, silent(tier))[0]).toMatchObject({ tier, scheduledTier: null });
  });

  it('ends in the same row when it was heard first', () => {
    const [before, after] = [told(silent('pro'), scheduled)[0], told(scheduled, silent('pro'))[0]];
    expect(before).toEqual(after);
  });
});

describe('the usage window', () => {
  it('opens with the first period', () => {
    expect(told(first)[0]?.windowStart).toBe(first.periodStart);
  });

  it.each<[name: string, ProviderSubscription]>([
    ['a plan change', later],
    [
      'a plan change that restarts the period in its middle',
      { ...later, periodStart: '2026-11-15T00:00:00Z', periodEnd: '2026-12-15T00:00:00Z' },
    ],
    ['a change to a yearly plan', { ...later, periodStart: '2026-11-15T00:00:00Z', periodEnd: '2027-11-15T00:00:00Z' }],
    ['the last instant of the period', { ...later, periodStart: '2026-11-30T23:59:59.999999Z', periodEnd: '2026-12-31T00:00:00Z' }],
    ['a cancellation', { ...later, cancelAt: first.periodEnd }],
  ])('is kept over %s', (_name, statement) => {
    expect(told(first, statement)[0]?.windowStart).toBe(first.periodStart);
  });

  it('moves on with a renewal, and with one that comes after others were missed', () => {
    expect(told(first, renewed)[0]?.windowStart).toBe(renewed.periodStart);
    const missed = {
      ...renewed,
      periodStart: '2027-03-01T00:00:00Z',
      periodEnd: '2027-04-01T00:00:00Z',
      modifiedAt: '2027-03-01T00:00:01Z',
    };
    expect(told(first, missed)[0]?.windowStart).toBe(missed.periodStart);
  });

  it('is kept over a plan change and moves with the renewal after it', () => {
    const restarted = { ...later, periodStart: '2026-11-15T00:00:00Z', periodEnd: '2026-12-15T00:00:00Z' };
    const next = {
      ...restarted,
      periodStart: '2026-12-15T00:00:00Z',
      periodEnd: '2027-01-15T00:00:00Z',
      modifiedAt: '2026-12-15T00:00:01Z',
    };
    expect(told(first, restarted, next)[0]?.windowStart).toBe(next.periodStart);
  });

  it('is the same whether a restarted period is heard before or after the one that it cut short', () => {
    const restarted = { ...later, periodStart: '2026-11-15T00:00:00Z', periodEnd: '2027-11-15T00:00:00Z' };
    expect(told(restarted, first)).toEqual(told(first, restarted));
    expect(told(restarted, first)[0]?.windowStart).toBe(first.periodStart);
  });

  it('follows the newest statement of a period whose length was changed in place', () => {
    const yearly = { ...later, periodEnd: '2027-11-01T00:00:00Z' };
    const monthly = { ...yearly, periodEnd: first.periodEnd, modifiedAt: '2026-11-02T00:00:00Z' };
    for (const order of [
      [first, yearly, monthly, renewed],
      [renewed, monthly, yearly, first],
      [monthly, renewed, first, yearly],
    ])
      expect(told(...order)[0]?.windowStart).toBe(renewed.periodStart);
  });

  it('is corrected when the same version is read again with another period', () => {
    const other = { ...first, periodEnd: '2027-11-01T00:00:00Z' };
    const [row] = mergeStatements(mergeStatements([], [other], 'read').rows, [first], 'read').rows;
    expect(told(first)[0]).toEqual(row);
    expect(mergeStatements([row ?? expect.fail()], [renewed], 'told').rows[0]?.windowStart).toBe(renewed.periodStart);
  });

  it('costs no more than the latest sixteen periods to remember', () => {
    const start = (month: number) => new Date(Date.UTC(2026, 10 + month)).toISOString();
    const months = Array.from({ length: 60 }, (_, month) => ({
      ...first,
      ...{ periodStart: start(month), periodEnd: start(month + 1), modifiedAt: start(month) },
    }));
    const [row] = told(...months);
    expect([row?.windowStart, row?.periods?.length]).toEqual([start(59), 16]);
    expect(told(...months.toReversed())).toEqual([row]);
  });
});

describe('any order, any repetition, any batching of a lifecycle', () => {
  type Step = 'renew' | 'restart' | 'restart_yearly' | 'upgrade' | 'schedule' | 'cancel' | 'resume' | 'fail' | 'recover' | 'end';
  const steps = fc.array(
    fc.constantFrom<Step>('renew', 'restart', 'restart_yearly', 'upgrade', 'schedule', 'cancel', 'resume', 'fail', 'recover', 'end'),
    {
      maxLength: 8,
    },
  );
  const days = (instant: string | null, count: number) => isoOf(Date.parse(instant ?? '') + count * 86_400_000);

  const effects: Record<Step, (last: ProviderSubscription) => Partial<ProviderSubscription>> = {
    renew: ({ periodEnd }) => ({ periodStart: periodEnd, periodEnd: days(periodEnd, 30) }),
    restart: ({ periodStart }) => ({ periodStart: days(periodStart, 10), periodEnd: days(periodStart, 40) }),
    restart_yearly: ({ periodStart }) => ({ periodStart: days(periodStart, 20), periodEnd: days(periodStart, 385) }),
    upgrade: () => ({ tier: 'pro', productId: 'prod_pro', scheduledTier: null }),
    schedule: () => ({ scheduledTier: 'free' }),
    cancel: ({ periodEnd }) => ({ cancelAt: periodEnd }),
    resume: () => ({ cancelAt: null, scheduledTier: null }),
    fail: () => ({ status: 'past_due' }),
    recover: () => ({ status: 'active' }),
    end: ({ periodEnd }) => ({ status: 'ended', endedAt: periodEnd, cancelAt: null }),
  };

  function lifecycle(id: string, taken: readonly Step[]): ProviderSubscription[] {
    const statements: ProviderSubscription[] = [{ ...first, id }];
    for (const [index, step] of taken.entries()) {
      const last = statements.at(-1) ?? first;
      // Some versions lie a microsecond apart, as those of one transaction do.
      statements.push({
        ...last,
        ...effects[step](last),
        modifiedAt: `2026-11-01T00:00:0${Math.floor(index / 2)}.00000${2 + (index % 2)}Z`,
      });
    }
    return statements;
  }

  const sorted = (rows: readonly SubscriptionRow[]) => [...rows].sort((a, b) => a.id.localeCompare(b.id));

  it('ends in the same rows', () => {
    const story = fc.tuple(steps, steps).map(([a, b]) => [...lifecycle('sub_a', a), ...lifecycle('sub_b', b)]);
    const deliveries = story.chain((all) =>
      fc.record({
        all: fc.constant(all),
        batches: fc
          .array(fc.constantFrom(...all), { maxLength: 10 })
          .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
          .chain((heard) => fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 30, maxLength: 30 }).map((sizes) => chunk(heard, sizes))),
      }),
    );
    fc.assert(
      fc.property(deliveries, ({ all, batches }) => {
        const expected = mergeStatements([], all, 'told').rows;
        const heard = batches.reduce<readonly SubscriptionRow[]>((rows, batch) => {
          const merge = mergeStatements(rows, batch, 'told');
          expect(merge.doubtful).toBe(false);
          return merge.rows;
        }, []);
        expect(sorted(heard)).toEqual(sorted(expected));
      }),
      { numRuns: 500 },
    );
  });

  function chunk<T>(items: readonly T[], sizes: readonly number[]): T[][] {
    const chunks: T[][] = [];
    for (let at = 0; at < items.length; ) {
      const size = sizes[chunks.length] ?? 1;
      chunks.push(items.slice(at, at + size));
      at += size;
    }
    return chunks;
  }
});
