import type { MeterName, Money } from '@plimsoll/contract';

export interface FormatterOptions {
  /** BCP 47 tag. @default 'en' */
  readonly locale?: string | undefined;
  /** IANA zone of all dates and times. @default 'UTC', the zone in which allowances turn over, and the same on server and client */
  readonly timeZone?: string | undefined;
}

/** Numbers, units, money and dates as people of one locale read them. */
export interface Formatter {
  readonly locale: string;
  /** `1,240` */
  number(value: number): string;
  /** `1.2K`, for axes and narrow places. */
  compact(value: number): string;
  /** `84%`, of a share from 0 to 1. */
  percent(share: number): string;
  /** `50 job descriptions`, with the plural form of the locale. */
  units(count: number, unit: MeterName['unit']): string;
  /** The name of one or many units, without the count. */
  unitName(count: number, unit: MeterName['unit']): string;
  /** `$49` or `$12.40`: minor units in the currency's own digits. */
  money(money: Money): string;
  /** `December 20`, with the year when it is not the present one. */
  date(instant: string): string;
  /** `November 20 at 14:05 UTC` */
  dateTime(instant: string): string;
  /** The start of a usage bucket, long enough to tell it from its neighbours. */
  bucket(instant: string, interval: 'hour' | 'day' | 'month'): string;
}

/** Creates the one place where values become text, over `Intl` alone. */
export function createFormatter({ locale = 'en', timeZone = 'UTC' }: FormatterOptions = {}): Formatter {
  const cached = <T>(make: () => T) => {
    let made: T | undefined;
    return () => (made ??= make());
  };
  const plain = cached(() => new Intl.NumberFormat(locale));
  const short = cached(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }));
  const share = cached(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }));
  const plural = cached(() => new Intl.PluralRules(locale));
  const dated = (options: Intl.DateTimeFormatOptions) => cached(() => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  const day = dated({ month: 'long', day: 'numeric' });
  const dayOfYear = dated({ month: 'long', day: 'numeric', year: 'numeric' });
  const shortDay = { month: 'short', day: 'numeric' } as const;
  const clock = { ...shortDay, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const minute = dated({ ...clock, timeZoneName: 'short' });
  const buckets = {
    hour: dated(clock),
    day: dated(shortDay),
    month: dated({ month: 'short', year: 'numeric' }),
  };
  const unitName: Formatter['unitName'] = (count, unit) => (plural().select(count) === 'one' ? unit.one : unit.other);
  return {
    locale,
    number: (value) => plain().format(value),
    compact: (value) => short().format(value),
    percent: (value) => share().format(value),
    units: (count, unit) => `${plain().format(count)} ${unitName(count, unit)}`,
    unitName,
    money: (money) => formatMoney(locale, money),
    date: (instant) => written(instant, (at) => (at.getUTCFullYear() === new Date().getUTCFullYear() ? day() : dayOfYear())),
    dateTime: (instant) => written(instant, minute),
    bucket: (instant, interval) => written(instant, buckets[interval]),
  };
}

// The number of minor units in a major one belongs to the currency: 100 for most, 1 for JPY, 1000 for BHD.
function formatMoney(locale: string, { amount, currency }: Money): string {
  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const isWhole = amount % 10 ** digits === 0;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: isWhole ? 0 : digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

// A date that nobody can read must not take the page down.
function written(instant: string, formatOf: (at: Date) => Intl.DateTimeFormat): string {
  const at = new Date(instant);
  return Number.isNaN(+at) ? '–' : formatOf(at).format(at);
}
