import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Alert } from '../alert.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { calmAlerts } from './calm-alerts.ts';

const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: Alert[] = [];
  const alert = calmAlerts((heard) => void told.push(heard), systemRuntime);
  const reject = (event: string) => alert({ priority: 'immediate', code: 'webhook_signature_rejected', context: { event } });
  return { told, alert, reject };
}

it('a webhook that is rejected is told at once, a flood of them once a minute with their number', () => {
  const { told, reject } = setUp();
  for (let at = 0; at < 600; at += 1) {
    reject(`forged-${at}`);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(MINUTE_MS);
  expect(told).toEqual([
    { priority: 'immediate', code: 'webhook_signature_rejected', context: { event: 'forged-0' } },
    { priority: 'immediate', code: 'webhook_signature_rejected', context: { event: 'forged-599', count: 599 } },
  ]);
});

it('after a quiet minute the next one is told at once again, and no timer is left', () => {
  const { told, reject } = setUp();
  reject('first');
  vi.advanceTimersByTime(MINUTE_MS);
  reject('second');
  expect(told.map(({ context }) => context)).toEqual([{ event: 'first' }, { event: 'second' }]);
  vi.advanceTimersByTime(MINUTE_MS);
  expect([told.length, vi.getTimerCount()]).toEqual([2, 0]);
});

it('a flood that goes on is told once in every minute, and none of it is left out of the count', () => {
  const { told, reject } = setUp();
  for (let second = 0; second < 600; second += 1) {
    reject(String(second));
    vi.advanceTimersByTime(1000);
  }
  vi.advanceTimersByTime(MINUTE_MS);
  expect(told.length).toBeLessThanOrEqual(11);
  expect(told.reduce((sum, { context }) => sum + Number(context['count'] ?? 1), 0)).toBe(600);
});

it('one kind does not silence another, and what is not loud is always told', () => {
  const { told, alert, reject } = setUp();
  reject('first');
  alert({ priority: 'immediate', code: 'access_change_failed', context: { customerId: 'acme' } });
  for (const event of ['a', 'b', 'c']) alert({ priority: 'immediate', code: 'webhook_dead', context: { event } });
  expect(told.map(({ code }) => code)).toEqual([
    'webhook_signature_rejected',
    'access_change_failed',
    ...Array.from({ length: 3 }, () => 'webhook_dead'),
  ]);
});
