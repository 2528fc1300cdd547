import type fastCheck from 'fast-check';
import type { LedgerCommand, Policy } from '../../ledger/command.ts';

/** The windows that random policies name; the first two are primary ones. */
export const WINDOWS = ['month:2026-11', 'month:2026-12', 'day:2026-11-20'] as const;

type FastCheck = typeof fastCheck;

/** A random policy: one or two limits (now and then both of one window), blocked, capped or priced, sometimes in shadow. */
function anyPolicy(fc: FastCheck): fastCheck.Arbitrary<Policy> {
  const [first, second, day] = WINDOWS;
  const primary = fc.record({ window: fc.constantFrom(first, second), units: fc.constantFrom(0, 5, 20, 40, null) });
  const other = fc.record({ sameWindow: fc.constantFrom(false, false, true), units: fc.constantFrom(3, 15, null) });
  return fc.record(
    {
      limits: fc
        .tuple(primary, fc.option(other))
        .map(([limit, more]): Policy['limits'] =>
          more === null ? [limit] : [limit, { window: more.sameWindow ? limit.window : day, units: more.units }],
        ),
      overage: fc.constantFrom<Policy['overage']>('block', { cap: 6 }, { cap: null }),
      shadow: fc.constantFrom(false, false, true),
    },
    { requiredKeys: ['limits', 'overage'] },
  );
}

interface CommandSpace {
  readonly customerIds: readonly string[];
  readonly meters: readonly string[];
  readonly units: fastCheck.Arbitrary<number>;
}

/** A random command of any kind, over so few ids that most commands meet an earlier one. Time to live is 1 to 80 ms. */
export function anyCommand(fc: FastCheck, { customerIds, meters, units }: CommandSpace): fastCheck.Arbitrary<LedgerCommand> {
  const id = fc.integer({ min: 0, max: 7 }).map(String);
  const owner = { customerId: fc.constantFrom(...customerIds), id };
  const [meter, policy, eventId] = [fc.constantFrom(...meters), anyPolicy(fc), fc.uuid()];
  const usage = { ...owner, userId: fc.constantFrom('owner', 'member', null), meter, units, policy };
  const ttlMs = fc.integer({ min: 1, max: 80 });
  const attempt = fc.constantFrom(null, 1, 2);
  const kind = <K extends LedgerCommand['kind']>(name: K) => fc.constant(name);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: kind('spend'), ...usage, eventId }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('record'), ...usage, eventId }) },
    { weight: 5, arbitrary: fc.record({ kind: kind('reserve'), ...usage, ttlMs }) },
    { weight: 3, arbitrary: fc.record({ kind: kind('extend'), ...owner, units: fc.option(units), ttlMs: fc.option(ttlMs), policy }) },
    { weight: 5, arbitrary: fc.record({ kind: kind('commit'), ...owner, units: fc.option(units), policy, eventId, attempt }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('release'), ...owner, attempt }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('refund'), ...owner }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('revoke'), ...owner, meter, units, id: id.map((n) => `taken-${Number(n) % 2}`) }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('grant'), ...owner, meter, units, id: id.map((n) => `order-${n}`) }) },
  );
}
