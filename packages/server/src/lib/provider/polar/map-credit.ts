import * as v from 'valibot';
import type { ProviderCredit } from '../../provider.ts';
import { Version } from './instant.ts';

/** The numbers of one meter of one customer, as an API call and a webhook both have them. */
export const CreditedMeter = v.object({
  id: v.string(),
  created_at: Version,
  modified_at: v.nullish(Version),
  credited_units: v.pipe(v.number(), v.transform(Math.floor), v.minValue(0), v.safeInteger()),
});

/** Polar → ours. */
export function mapCredit({
  id,
  created_at,
  modified_at,
  credited_units,
}: v.InferOutput<typeof CreditedMeter>): Omit<ProviderCredit, 'meter'> {
  return { id, units: credited_units, modifiedAt: modified_at ?? created_at };
}
