import { expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { createFailureReport } from './failure-report.ts';

it('logs every failure, and alerts once a minute for each kind of work, with how often it failed since', () => {
  let now = 0;
  let logged = 0;
  const alerts: Alert[] = [];
  const logger = {
    ...silentLogger,
    error() {
      logged += 1;
    },
  };
  const report = createFailureReport({ logger, alert: (alert) => void alerts.push(alert), runtime: { ...systemRuntime, now: () => now } });
  for (let second = 0; second < 61; second += 1) {
    now = second * 1000;
    report('drain')(new Error('the store is away'));
  }
  report('flush')('no error at all');
  expect(logged).toBe(62);
  expect(alerts.map(({ context }) => context)).toEqual([
    { work: 'drain', error: 'the store is away', failures: 1 },
    { work: 'drain', error: 'the store is away', failures: 60 },
    { work: 'flush', error: 'no error at all', failures: 1 },
  ]);
});
