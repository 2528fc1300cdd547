import { type Account, accountKey } from '../../ledger/account.ts';
import type { RowShape } from './shelf.ts';

/** Units of a user in one hour; an empty user id stands for none. */
export interface HourRow {
  readonly customerId: string;
  readonly meter: string;
  /** Its start in milliseconds. */
  readonly hour: number;
  readonly userId: string;
  readonly units: number;
}

/** How often something changed for a customer. */
export interface VersionRow {
  readonly customerId: string;
  readonly version: number;
}

/** What tells hours apart, as one text. */
export function hourKey({ customerId, meter, hour, userId }: Omit<HourRow, 'units'>): string {
  return `${customerId}\u0000${meter}\u0000${hour}\u0000${userId}`;
}

export const accountShape: RowShape<Account> = {
  keyOf: accountKey,
  valuesOf: ({ customerId, meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun }) => [
    ...[customerId, meter, window],
    ...[granted, used, reserved, fromCredits, overage, overageReserved, overrun],
  ],
  rowOf: ([customerId, meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun]) => ({
    ...{ customerId: String(customerId), meter: String(meter), window: String(window), granted: Number(granted), used: Number(used) },
    ...{ reserved: Number(reserved), fromCredits: Number(fromCredits), overage: Number(overage) },
    ...{ overageReserved: Number(overageReserved), overrun: Number(overrun) },
  }),
};

export const hourShape: RowShape<HourRow> = {
  keyOf: hourKey,
  valuesOf: ({ customerId, meter, hour, userId, units }) => [customerId, meter, hour, userId, units],
  rowOf: ([customerId, meter, hour, userId, units]) => ({
    ...{ customerId: String(customerId), meter: String(meter), hour: Number(hour), userId: String(userId), units: Number(units) },
  }),
};

export const versionShape: RowShape<VersionRow> = {
  keyOf: ({ customerId }) => customerId,
  valuesOf: ({ customerId, version }) => [customerId, version],
  rowOf: ([customerId, version]) => ({ customerId: String(customerId), version: Number(version) }),
};
