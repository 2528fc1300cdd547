import { expect, it } from 'vitest';
import { benchEngine } from './lib/bench.ts';
import { parseOptions } from './lib/options.ts';
import { formatReport, toJson } from './lib/report.ts';

const SHORT = ['--store', 'sqlite', '--concurrency', '64', '--concurrency', '1', '--rounds', '2', '--slice', '20', '--customers', '20'];
const RATIOS = {
  ...{ vsPeer: expect.any(Number), vsLimit: expect.any(Number), pairVsPeer: expect.any(Number), p50VsPeer: expect.any(Number) },
  ...{ sustainedVsPeer: expect.any(Number), deferredUs: { spend: expect.any(Number), pair: expect.any(Number) } },
};

it('a short run on SQLite gives every ratio, for people and for machines', async () => {
  const report = await benchEngine('sqlite', parseOptions([...SHORT, '--memory', '2000']), () => {});
  const { sqlite } = toJson([report]);
  expect(sqlite).toMatchObject({ ...RATIOS, at: { 64: RATIOS, 1: RATIOS }, memory: { operations: 2000, grown: expect.any(Number) } });
  for (const { rates, deferredUs, vsPeer, sustainedVsPeer } of report.comparisons) {
    for (const rate of Object.values(rates)) expect(rate).toBeGreaterThan(0);
    for (const later of Object.values(deferredUs)) expect(later).toBeGreaterThan(0);
    expect(sustainedVsPeer).toBeLessThan(vsPeer);
  }
  expect(formatReport([report])).toContain('rate-limiter-flexible');
});

it.each([['--store', 'oracle'], ['--rounds', 'many'], ['--rounds', '-1'], ['--fast'], ['--memory', '1.5']])(
  'a command line that makes no sense is refused with the usage: %s %s',
  (...args) => {
    expect(() => parseOptions(args.filter((part) => part !== undefined))).toThrow(/Usage: run\.ts/);
  },
);

it('--quick is one concurrency without the memory run, and what is said beside it counts', () => {
  expect(parseOptions(['--quick', '--rounds', '3'])).toMatchObject({ concurrency: [64], rounds: 3, memory: 0 });
});
