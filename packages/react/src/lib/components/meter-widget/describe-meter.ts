import type { LimitBalance, MeterBalance, MeterName } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';
import { describePrice } from './describe-price.ts';
import { type MeterReading, readMeter } from './read-meter.ts';
import { readRoom } from './read-room.ts';

/** A meter in words. */
export interface MeterWords {
  /** `42 of 50`, `1,240 used`, `12 left`: beside the meter's name. */
  readonly value: string;
  /** Level, reset, overage, credits: each a short phrase. */
  readonly details: readonly string[];
  /** Everything in one sentence, for `aria-valuetext`. */
  readonly sentence: string;
}

// Below this every digit fits, and says more.
const LARGE = 10_000;

interface MeterText extends Text {
  /** Large numbers are shortened where they are seen, never in the sentence. @default false */
  readonly isNarrow?: boolean | undefined;
}

/** Puts a balance into words. */
export function describeMeter(meter: MeterName, balance: MeterBalance, text: MeterText): MeterWords {
  const reading = readMeter(balance);
  const details = [...describeExtras(meter, balance, text), ...describeReset(balance, text)];
  // What goes on at a price says so by the price.
  const level = balance.overagePrice === null ? text.messages.level[balance.level] : describeCap(balance, text);
  return {
    value: describeUse(reading, { balance, text }),
    details: [level, ...details, ...describeLimits(balance, text)].filter(Boolean),
    sentence: [describeUse(reading, { meter, balance, text }), ...details].join(', '),
  };
}

interface Subject {
  readonly balance: MeterBalance;
  readonly text: MeterText;
  /** Whose units are named; left out where the name stands beside it. */
  readonly meter?: MeterName;
}

function describeUse(reading: MeterReading, { balance, text, meter }: Subject): string {
  const { messages, format, isNarrow } = text;
  const { used, credits } = balance;
  const isLong = !meter && isNarrow && (reading.kind === 'limited' ? reading.max : Math.max(used, credits)) >= LARGE;
  const show = isLong ? format.compact : format.number;
  const count = (units: number) => (meter ? format.units(units, meter.unit) : show(units));
  switch (reading.kind) {
    case 'limited': {
      const counts = { used: show(reading.now), granted: show(reading.max) };
      return meter ? messages.used({ ...counts, unit: format.unitName(reading.max, meter.unit) }) : messages.usedShort(counts);
    }
    case 'capped': {
      const money = describeSpend(balance, text);
      return meter ? messages.costSoFar({ money }) : money;
    }
    case 'unlimited':
    case 'metered':
      return messages.usedCount({ units: count(used) });
    case 'prepaid':
      return messages.creditsLeft({ units: count(credits) });
    default:
      return reading satisfies never;
  }
}

function describeExtras(meter: MeterName, balance: MeterBalance, text: Text): string[] {
  const { messages, format } = text;
  const { granted, credits, reserved, overage, overagePrice, overageCost, spendCap } = balance;
  const price = overagePrice && describePrice(overagePrice, meter, text);
  const extras: string[] = [];
  if (granted === 'unlimited') extras.push(messages.unlimited);
  const count = format.number(overage);
  if (overage > 0 && granted !== 0) extras.push(price ? messages.overAt({ count, price }) : messages.over({ count }));
  if (granted === 0 && price) extras.push(price);
  // What is drawn is not said twice.
  if (granted === 0 && spendCap) extras.push(messages.usedCount({ units: format.units(balance.used, meter.unit) }));
  else if (overageCost?.amount) extras.push(messages.costSoFar({ money: describeSpend(balance, text) }));
  if (credits > 0 && granted !== 0) extras.push(messages.creditsExtra({ count: format.number(credits) }));
  if (reserved > 0) extras.push(messages.inProgress({ count: format.number(reserved) }));
  return extras;
}

/** `$12.35`, or `$12.35 of $50` where that is the most that it may come to. */
function describeSpend({ overageCost, spendCap }: MeterBalance, { messages, format }: Text): string {
  const [used, granted] = [overageCost, spendCap].map((money) => money && format.money(money));
  return used && granted ? messages.usedShort({ used, granted }) : (used ?? '');
}

function describeCap(balance: MeterBalance, { messages, format }: Text): string {
  const { spendCap } = balance;
  return spendCap && readRoom(balance) <= 0 ? messages.capReached({ money: format.money(spendCap) }) : '';
}

function describeReset({ granted, resetsAt }: MeterBalance, { messages, format }: Text): string[] {
  return resetsAt === null || granted === 'unlimited' || granted === 0 ? [] : [messages.resets({ date: format.date(resetsAt) })];
}

// The tightest limit is the meter itself; the others are worth a phrase each.
function describeLimits({ limits }: MeterBalance, text: Text): string[] {
  return limits.slice(1).flatMap((limit) => describeLimit(limit, text));
}

function describeLimit({ granted, used, window }: LimitBalance, { messages, format }: Text): string[] {
  if (granted === 'unlimited') return [];
  const value = messages.usedShort({ used: format.number(Math.min(used, granted)), granted: format.number(granted) });
  return [`${value} ${messages.windowNow[window]}`];
}
