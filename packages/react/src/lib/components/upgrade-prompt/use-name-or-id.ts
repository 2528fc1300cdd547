'use client';
import type { MeterName } from '@plimsoll/contract';
import { findMeterName, useMeterName } from '../../hooks/use-meter-name.ts';

/** What people call a meter: undefined while it is on its way, and its id where the catalog cannot be had. */
export function useNameOrId(meter: string): MeterName | undefined {
  const { data, error } = useMeterName(meter);
  return data ?? (error ? findMeterName({ meters: [] }, meter) : undefined);
}
