import { type BillingState, costOfOverage, type MeterBalance, readLevel } from '@plimsoll/contract';
import { readRoom } from '../components/meter-widget/read-room.ts';

/** Units that a page shows as spent before the server has said so. */
export interface SpendAhead {
  readonly meter: string;
  readonly units: number;
  /** What is used, and what is used or held, when these units are counted in. A server that says as much knows of them. */
  readonly floor: { used: number; taken: number };
  /** The balance that they were taken from: in another window, or after a purchase, they say nothing. */
  readonly from: Pick<MeterBalance, 'granted' | 'resetsAt' | 'credits'>;
}

/**
 * The state as it will be when the server has heard of the spends. What it knows of already, as held or as used, is not
 * counted twice; nothing falls below zero.
 */
export function spendAhead(state: BillingState, spends: readonly SpendAhead[]): BillingState {
  const meters = { ...state.meters };
  for (const { meter, floor, from } of spends) {
    const balance = meters[meter];
    if (balance === undefined || !isSameBalance(balance, from)) continue;
    const lack = floor.used - balance.used;
    if (lack <= 0) continue;
    // What the server holds already is taken from what it holds, and not once more from what is left.
    const unknown = clamp(floor.taken - balance.used - balance.reserved, lack);
    meters[meter] = settle(take(balance, unknown, state.warnAt), lack - unknown);
  }
  return { ...state, meters };
}

/** How many of the wanted units can be shown as spent: where the meter blocks, no more than are left. */
export function fitUnits(balance: MeterBalance, units: number): number {
  return Math.min(units, readRoom(balance));
}

function isSameBalance(balance: MeterBalance, from: SpendAhead['from']): boolean {
  return balance.granted === from.granted && balance.resetsAt === from.resetsAt && balance.credits <= from.credits;
}

// The allowance comes first, then credits, then overage: the order in which the ledger takes them.
function take(balance: MeterBalance, units: number, warnAt: BillingState['warnAt']): MeterBalance {
  const { used, granted, remaining, credits, limits } = balance;
  const taken = { used: used + units, limits: limits.map((limit) => ({ ...limit, ...lower(limit, units) })) };
  if (remaining === 'unlimited') return { ...balance, ...taken };
  const left = Math.max(remaining - units, 0);
  const creditsLeft = Math.min(credits, left);
  return {
    ...balance,
    ...taken,
    remaining: left,
    credits: creditsLeft,
    ...goOver(balance, Math.max(units - remaining, 0)),
    level: readLevel({ granted, credits: creditsLeft, remaining: left }, warnAt),
  };
}

function goOver({ overage, overagePrice, spendCap }: MeterBalance, units: number): Partial<MeterBalance> {
  if (units === 0) return {};
  const total = overage + units;
  return {
    overage: total,
    overageCost: overagePrice && costOfOverage(overagePrice, total),
    spendCap: spendCap && { ...spendCap, unitsLeft: Math.max(spendCap.unitsLeft - units, 0) },
  };
}

function lower({ used, remaining }: Pick<MeterBalance, 'used' | 'remaining'>, units: number): Pick<MeterBalance, 'used' | 'remaining'> {
  return { used: used + units, remaining: remaining === 'unlimited' ? remaining : Math.max(remaining - units, 0) };
}

// Units that are held, shown as used.
function settle(balance: MeterBalance, units: number): MeterBalance {
  const move = <L extends Pick<MeterBalance, 'used' | 'reserved'>>(limit: L): L => {
    const { used, reserved } = limit;
    return { ...limit, used: used + units, reserved: Math.max(reserved - units, 0) };
  };
  return { ...move(balance), limits: balance.limits.map(move) };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
