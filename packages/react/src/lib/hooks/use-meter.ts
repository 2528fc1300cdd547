'use client';
import type { BillingError, MeterBalance } from '@plimsoll/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { RegisteredMeter } from '../register.ts';
import { useBillingState } from './use-billing-state.ts';

/** Where the customer stands with one meter; null when the customer's state does not hold it. */
export function useMeter(meter: RegisteredMeter): UseQueryResult<MeterBalance | null, BillingError> {
  return useBillingState(useCallback((state) => state.meters[meter] ?? null, [meter]));
}
