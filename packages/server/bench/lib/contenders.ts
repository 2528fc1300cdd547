import { randomUUID } from 'node:crypto';
import type { Billing } from '../../src/index.ts';
import type { catalog } from './catalog.ts';
import { pickFrom } from './customers.ts';
import type { Engine } from './engine.ts';

/** One operation of a contender; it resolves when that one is done. */
export type Operation = () => Promise<unknown>;

/** `spend`: usage.spend. `pair`: reserve and commit, counted as one. `peer`: a bare consume. `limit`: the engine's bare deduct. */
export const CONTENDERS = ['peer', 'spend', 'limit', 'pair'] as const;
export type Contender = (typeof CONTENDERS)[number];
export type Contenders = Readonly<Record<Contender, Operation>>;

/** What is measured side by side: the same customers in the same order for each. */
export function createContenders({ usage }: Billing<typeof catalog>, engine: Engine, customers: readonly string[]): Contenders {
  const each = (work: (customerId: string) => Promise<unknown>): Operation => {
    const next = pickFrom(customers);
    return () => work(next());
  };
  // An id of the caller's own, that has to be looked for among all there were: to be asked twice and count once is the point of it.
  const asked = (customerId: string) => ({ customerId, meter: 'tokens' as const, userId: 'owner@acme.example', id: randomUUID() });
  return {
    peer: each(engine.consume),
    limit: each(async (customerId) => {
      if (!(await engine.deduct(customerId))) throw new Error(`${customerId} has nothing left.`);
    }),
    spend: each((customerId) => usage.spend(asked(customerId))),
    pair: each(async (customerId) => await usage.commit(await usage.reserve(asked(customerId)))),
  };
}
