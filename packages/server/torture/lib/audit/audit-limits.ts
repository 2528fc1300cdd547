import { catalog } from '../catalog.ts';
import type { Customer } from '../customers.ts';
import { PLAIN_METER } from '../do-deed.ts';
import type { Deed } from '../oracle.ts';

/**
 * From the clients' answers alone, without the ledger: a free customer got exactly the units of the plan on the meter of plain
 * spends, once anybody was refused there, and never more. `months`: calendar months that the run touched.
 */
export function auditLimits(deeds: readonly Deed[], { customers, months }: { customers: readonly Customer[]; months: number }): string[] {
  const allowance = Number(catalog.tiers.free.allowances[PLAIN_METER]) * months;
  return customers
    .filter(({ kind }) => kind === 'free')
    .flatMap(({ id }) => {
      const own = deeds.filter(({ customerId, meter }) => customerId === id && meter === PLAIN_METER);
      const counted = own.filter(({ outcome }) => outcome === 'counted').length;
      const refused = own.some(({ outcome }) => outcome === 'refused');
      if (counted > allowance) return [`${id} got ${counted} of ${allowance} ${PLAIN_METER}.`];
      return refused && months === 1 && counted < allowance ? [`${id} was refused after ${counted} of ${allowance} ${PLAIN_METER}.`] : [];
    });
}
