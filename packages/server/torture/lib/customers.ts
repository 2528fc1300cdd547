import type { Dice } from './dice.ts';

/**
 * `free` never subscribes, `pro` and `enterprise` keep their plan, `mover` changes it all the time. A `newcomer` subscribes at the
 * moment of a kill and does nothing else, so that what is lost then is never mended.
 */
type CustomerKind = 'free' | 'pro' | 'enterprise' | 'mover' | 'newcomer';

export interface Customer {
  readonly id: string;
  readonly kind: CustomerKind;
}

// Out of ten: most usage is of those whom no limit stops, so that a long run stays a run of usage and not of refusals.
const KINDS: readonly CustomerKind[] = [
  'enterprise',
  'mover',
  'free',
  'pro',
  'enterprise',
  'mover',
  'pro',
  'enterprise',
  'mover',
  'enterprise',
];

/** So many customers, of all kinds. */
export function makeCustomers(count: number): Customer[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? 'free';
    return { id: `${kind}-${index}`, kind };
  });
}

/** Draws a customer, the first ones much more often: contention is on few balances. */
export function pickCustomer(customers: readonly [Customer, ...Customer[]], dice: Dice): Customer {
  const index = Math.floor(dice.next() ** 2 * customers.length);
  return customers[index] ?? customers[0];
}
