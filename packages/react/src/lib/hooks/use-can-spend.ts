'use client';
import type { BillingState } from '@plimsoll/contract';
import { useCallback } from 'react';
import { readRoom } from '../components/meter-widget/read-room.ts';
import type { RegisteredMeter } from '../register.ts';
import { useBillingState } from './use-billing-state.ts';

/**
 * Whether the customer can use so many more units now, one unless said otherwise: for the button that starts the work. True until it is
 * known, and while billing cannot be reached: the server decides, this only spares people a press that would be refused.
 * @example <Button disabled={!useCanSpend('images')}>Draw</Button>
 */
export function useCanSpend(meter: RegisteredMeter, units = 1): boolean {
  const admits = useCallback(({ meters }: BillingState) => admitsUnits(meters[meter], units), [meter, units]);
  return useBillingState(admits).data ?? true;
}

function admitsUnits(balance: BillingState['meters'][string] | undefined, units: number): boolean {
  return balance !== undefined && readRoom(balance) >= units;
}
