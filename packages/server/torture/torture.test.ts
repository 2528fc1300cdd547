import { describe, expect, it } from 'vitest';
import { createCrashPoints } from './lib/crash-points.ts';
import { createDice } from './lib/dice.ts';
import { planKills } from './lib/kill-plan.ts';
import { parseOptions } from './lib/options.ts';
import { torture } from './lib/torture.ts';

const SMALL = { seed: 7, seconds: Number.POSITIVE_INFINITY, operations: 300, kills: 4, servers: 1, customers: 10, lanes: 12 };

describe('a server that is killed while everything around it fails', () => {
  it('loses nothing that it acknowledged, counts nothing twice and lets nobody past a limit', async () => {
    const report = await torture({ ...SMALL, store: 'sqlite', location: null });
    expect(report.violations).toEqual([]);
    expect(report).toMatchObject({ kills: 4, seed: 7 });
    expect(report.deeds).toBeGreaterThanOrEqual(300);
    expect(report.acknowledged).toBeGreaterThan(100);
    expect(report.events).toBeGreaterThanOrEqual(report.acknowledged);
    expect(report.webhooks).toBeGreaterThan(10);
  }, 60_000);
});

describe('a seed', () => {
  it('fixes load, faults and kills', () => {
    const plan = (seed: string) => planKills(20, { dice: createDice(seed), store: 'sqlite', storeToo: false });
    expect(plan('7')).toEqual(plan('7'));
    expect(plan('7')).not.toEqual(plan('8'));
  });

  it('plans kills of every kind, in order', () => {
    const plan = planKills(40, { dice: createDice('7'), store: 'redis', storeToo: true });
    expect(new Set(plan.map(({ how }) => how))).toEqual(new Set(['now', 'crash', 'start', 'term', 'store']));
    const times = plan.map(({ progress }) => progress);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.every((time) => time > 0 && time < 1)).toBe(true);
  });
});

describe('a watched object', () => {
  it('is what it was while no crash point is armed', async () => {
    const crash = createCrashPoints(undefined);
    const store = { ledger: { factor: 2, double: async (units: number) => units * store.ledger.factor }, name: 'store' };
    const watched = crash.watch(store);
    expect(watched.name).toBe('store');
    await expect(watched.ledger.double(21)).resolves.toBe(42);
  });

  it('refuses a crash point that makes no sense', () => {
    expect(() => createCrashPoints('everywhere')).toThrow('is no crash point');
  });
});

describe('the command line', () => {
  it('ends by deeds alone when only deeds are given', () => {
    expect(parseOptions(['--operations', '300'])).toMatchObject({ operations: 300, seconds: Number.POSITIVE_INFINITY, store: 'sqlite' });
  });

  it('is refused with the usage when it makes no sense', () => {
    for (const args of [['--store', 'paper'], ['--kills', 'many'], ['--fast']]) expect(() => parseOptions(args)).toThrow(/Usage: /);
  });
});
