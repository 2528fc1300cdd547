import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedSplit } from '../testing/store-contract/expected-split.ts';
import type { KeptBooks } from '../testing/store-contract/kept-books.ts';
import { anySteps, CUSTOMERS, type Moment, playSteps, viewOf } from '../testing/store-contract/play-steps.ts';
import type { LedgerCommand } from './command.ts';
import type { Entry, Split } from './entry.ts';
import { add, NOTHING, totalOf } from './split.ts';

const steps = anySteps(fc, fc.integer({ min: 1, max: 12 }));
const RUNS = { numRuns: 200 };
const viewAll = (books: KeptBooks) => CUSTOMERS.map((customerId) => viewOf(books, customerId)).join();

/** The split that an entry should have after a command that asks for units; null when it asks for none. */
function expectedAfter(books: KeptBooks, command: LedgerCommand): Split | null {
  const entry = books.entry(command.customerId, command.id);
  const { customerId } = command;
  switch (command.kind) {
    case 'spend':
    case 'record':
    case 'reserve':
      return expectedSplit(books, command);
    case 'extend':
    case 'commit': {
      if (entry?.state !== 'reserved' && !(entry?.state === 'expired' && command.kind === 'commit')) return null;
      const held = entry.state === 'reserved' ? entry.split : NOTHING;
      const units = (command.units ?? entry.units) - totalOf(held);
      if (units < 0) return null;
      return add(held, expectedSplit(books, { customerId, units, policy: command.policy, onTopOf: entry }));
    }
    default:
      return null;
  }
}

function isNeverRefused(command: LedgerCommand): boolean {
  if (command.kind === 'record' || command.kind === 'commit') return true;
  return 'policy' in command && command.policy.shadow === true;
}

// A worker whose time was over commits what it did, under the attempt in which it did it.
function mayOvertake(command: LedgerCommand, { state, attempt }: Pick<Entry, 'state' | 'attempt'>): number[] {
  if (command.kind !== 'commit' || state === 'committed' || command.attempt === null) return [];
  return command.attempt < attempt ? [command.attempt] : [];
}

describe('the answers of decide, for any sequence of commands', () => {
  it('units are admitted exactly when allowance, credits and overage have room, in that order, under the plan of the moment', () => {
    const check = ({ command, result, before, prepared }: Moment<Split | null>) => {
      if (prepared === null || (result.ok && result.repeated)) return;
      if (!result.ok && (result.reason === 'conflict' || before?.state === 'refunded')) return;
      const fits = prepared.overrun === (before?.state === 'reserved' ? before.split.overrun : 0);
      const expected = fits || isNeverRefused(command) ? { ok: true, entry: { split: prepared } } : { ok: false, reason: 'limit_reached' };
      expect(result).toMatchObject(expected);
    };
    fc.assert(
      fc.property(steps, (sequence) => void playSteps(sequence, { prepare: expectedAfter, check })),
      RUNS,
    );
  });

  it('what is refused, or was done before, changes nothing', () => {
    const check = ({ books, result, prepared }: Moment<string>) => {
      if (!result.ok || result.repeated) expect(viewAll(books)).toBe(prepared);
    };
    fc.assert(
      fc.property(steps, (sequence) => void playSteps(sequence, { prepare: viewAll, check })),
      RUNS,
    );
  });

  it('a command given again changes nothing and gets the same answer, or is refused again', () => {
    const check = ({ books, command, result, now }: Moment<null>) => {
      const before = viewAll(books);
      const [again] = books.apply([command], now);
      expect(viewAll(books)).toBe(before);
      expect(again).toEqual(result.ok ? { ...result, repeated: true } : result);
    };
    fc.assert(
      fc.property(steps, (sequence) => void playSteps(sequence, { prepare: () => null, check })),
      RUNS,
    );
  });

  it('nothing that ended comes back, but what expired can be committed late and what ended unused can be held anew, as one attempt more', () => {
    const allowed: Record<Entry['state'], readonly Entry['state'][]> = {
      reserved: ['reserved', 'committed', 'released', 'expired'],
      committed: ['committed', 'refunded'],
      refunded: ['refunded'],
      released: ['released', 'reserved', 'committed'],
      expired: ['expired', 'reserved', 'committed'],
    };
    const check = ({ books, command, prepared }: Moment<ReadonlyMap<string, Entry>>) => {
      for (const [key, { state, attempt }] of prepared) {
        const entry = books.entries.get(key);
        expect(allowed[state]).toContain(entry?.state);
        const anew = state !== 'reserved' && entry?.state === 'reserved';
        if (anew) expect(command.kind).toBe('reserve');
        const overtaken = mayOvertake(command, { state, attempt });
        expect([attempt + Number(anew), ...overtaken]).toContain(entry?.attempt);
        if (state === 'released' && entry?.state === 'committed') expect(overtaken).not.toEqual([]);
        if (state !== entry?.state && entry?.state === 'refunded') expect(command.kind).toBe('refund');
        if (state === 'expired' && entry?.state === 'committed') expect(entry.late).toBe(true);
      }
    };
    fc.assert(
      fc.property(steps, (sequence) => void playSteps(sequence, { prepare: (books) => new Map(books.entries), check })),
      RUNS,
    );
  });

  it('a release frees only what its own attempt holds', () => {
    const check = ({ command, result, before }: Moment<null>) => {
      if (command.kind !== 'release' || before?.state !== 'reserved' || before.kind !== 'reserve') return;
      const own = command.attempt === null || command.attempt === before.attempt;
      expect(result).toMatchObject({ ok: true, repeated: !own, entry: { state: own ? 'released' : 'reserved' } });
    };
    fc.assert(
      fc.property(steps, (sequence) => void playSteps(sequence, { prepare: () => null, check })),
      RUNS,
    );
  });
});
