import type { Allowance, Limit, StatedAllowance, WindowKind } from '../meter.ts';

/** A span of time that an allowance is for; `end` is the first instant after it. */
export interface Window {
  readonly id: string;
  readonly start: string;
  readonly end: string;
}

/** The billing period of a subscription. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** The limits that an allowance stands for; an empty list is no limit at all. */
export function limitsOf(allowance: Allowance): readonly Limit[] {
  if (allowance === 'unlimited') return [];
  return typeof allowance === 'number' ? [{ units: allowance, window: 'period' }] : allowance;
}

/** The same of what a catalog states: what the provider decides is nothing until it has said how much. */
export function statedLimits(stated: StatedAllowance): readonly Limit[] {
  return limitsOf(stated === 'from-provider' ? 0 : stated);
}

/** The window of a kind that holds an instant. Without a billing period, `period` is the calendar month in UTC. */
export function windowAt(kind: WindowKind, now: number, period: Period | null): Window {
  switch (kind) {
    case 'day':
      return dayAt(now);
    case 'month':
      return monthAt(now);
    case 'period':
      return period === null ? monthAt(now) : periodAt(now, period);
    default:
      return kind satisfies never;
  }
}

function dayAt(now: number): Window {
  const day = new Date(now).toISOString().slice(0, 10);
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return { id: `day:${day}`, start: new Date(start).toISOString(), end: new Date(start + 86_400_000).toISOString() };
}

function monthAt(now: number): Window {
  const at = new Date(now);
  const start = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const end = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  return { id: `month:${start.toISOString().slice(0, 7)}`, start: start.toISOString(), end: end.toISOString() };
}

// A renewal that we have not heard of yet: a provisional window follows the last known one, and the real
// one takes it over because a provider's next period starts where the last one ended.
function periodAt(now: number, period: Period): Window {
  let start = new Date(period.start);
  let end = new Date(period.end);
  const months = Math.max(1, Math.round((end.getTime() - start.getTime()) / 2_629_800_000));
  for (let turn = 1; now >= end.getTime(); turn += 1) {
    start = end;
    end = addMonths(new Date(period.end), months * turn);
  }
  return { id: `period:${start.toISOString()}`, start: start.toISOString(), end: end.toISOString() };
}

// 31 January plus a month is the last day of February, as providers count.
function addMonths(from: Date, months: number): Date {
  const target = new Date(from);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return target;
}
