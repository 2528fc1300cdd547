import type { LedgerCommand, Policy } from '../../../src/lib/ledger/command.ts';
import type { Entry, Split } from '../../../src/lib/ledger/entry.ts';
import type { Refused } from '../../../src/lib/ledger/result.ts';
import { judgeAdmission, judgeRefusal } from './judge-admission.ts';
import type { Complain } from './ledger-book.ts';
import { isForgotten, mayBeginAgain, minus, NO_UNITS, type Page, pageOf } from './page.ts';
import type { Sums } from './sums.ts';

interface Seen {
  readonly command: LedgerCommand;
  /** What was known under its id before. */
  readonly page: Page | undefined;
  readonly at: number;
}

/** Complains of an effect that should not be. Asked before it is posted. */
export function judgeAccepted(sums: Sums, { command, page, entry, at }: Seen & { entry: Entry }, complain: Complain): void {
  if (entry.customerId !== command.customerId || entry.id !== command.id)
    complain('one-customer-never-meets-another', `${describe(command)} was answered with ${entry.customerId}/${entry.id}`);
  const state = page?.state ?? 'unknown';
  switch (command.kind) {
    case 'grant':
      if (page !== undefined) complain('an-order-counts-once', `${command.id} was granted again`);
      break;
    case 'spend':
    case 'record':
    case 'reserve': {
      if (page !== undefined && !mayBeginAgain(page, command.kind, at))
        complain('same-id-same-answer', `${describe(command)} took effect twice`);
      const { units, policy } = command;
      judgeUnits(sums, { place: pageOf(entry), policy, taken: entry.split, units, mayOverrun: command.kind === 'record' }, complain);
      break;
    }
    case 'commit':
      if (page === undefined || !mayEnd(page, entry)) complain('a-hold-ends-once', `${command.id} was committed when it was ${state}`);
      else judgeCommit(sums, { page, entry, policy: entry.policy ?? command.policy }, complain);
      break;
    case 'release':
      if (state !== 'reserved') complain('a-hold-ends-once', `${command.id} was released when it was ${state}`);
      break;
    case 'extend': {
      if (page === undefined || state !== 'reserved') {
        complain('a-hold-ends-once', `${command.id} was extended when it was ${state}`);
        break;
      }
      const more = { taken: minus(entry.split, page.split), units: entry.units - page.units };
      judgeUnits(sums, { place: page, policy: entry.policy ?? command.policy, ...more, mayOverrun: false }, complain);
      break;
    }
    case 'refund':
      if (state !== 'committed') complain('a-refund-follows-a-commit', `${command.id} was refunded when it was ${state}`);
      break;
    case 'revoke': {
      const more = entry.units - (page?.units ?? 0);
      const { granted, used, reserved } = sums.of(command, 'credits');
      const due = Math.min(command.units - (page?.requested ?? 0), Math.max(0, granted - used - reserved));
      if (more !== due)
        complain('what-is-left-is-taken-back', `${describe(command)} took ${more} back, ${due} were left of what was asked`);
      break;
    }
    default:
      command satisfies never;
  }
}

interface Taken {
  readonly place: Page;
  readonly policy: Policy;
  readonly taken: Split;
  readonly units: number;
  readonly mayOverrun: boolean;
}

function judgeUnits(sums: Sums, { place, ...taken }: Taken, complain: Complain): void {
  const fault = judgeAdmission(sums, place, taken);
  if (fault !== null) complain('admission-within-limits', `${place.kind} of ${place.customerId}, ${place.meter}: ${fault}`);
}

// What a worker held before another one released counts all the same: it did the work.
function mayEnd({ state, attempt }: Page, entry: Entry): boolean {
  return state === 'reserved' || state === 'expired' || (state === 'released' && entry.attempt < attempt);
}

// What is held keeps its place: only the excess is admitted anew. Of what is not used, the dearest returns first.
function judgeCommit(sums: Sums, { page, entry, policy }: { page: Page; entry: Entry; policy: Policy }, complain: Complain): void {
  const isLate = page.state !== 'reserved' || entry.attempt < page.attempt;
  if (isLate !== entry.late) complain('late-is-late', `${entry.id} was ${page.state} when it was committed, late: ${entry.late}`);
  const held = page.state === 'reserved' ? page.split : NO_UNITS;
  const heldUnits = page.state === 'reserved' ? page.units : 0;
  if (entry.units > heldUnits) {
    const more = { taken: minus(entry.split, held), units: entry.units - heldUnits };
    judgeUnits(sums, { place: page, policy, ...more, mayOverrun: true }, complain);
    return;
  }
  const { allowance, credits, overage } = entry.split;
  const kept = Math.min(held.allowance, entry.units);
  const prepaid = Math.min(held.credits, entry.units - kept);
  if (allowance !== kept || credits !== prepaid || overage !== entry.units - kept - prepaid)
    complain('what-is-not-used-returns', `${entry.units} of ${JSON.stringify(held)} became ${JSON.stringify(entry.split)}`);
}

/** Complains of a repeated answer that is another one than before. */
export function judgeRepeat({ command, page, entry, at }: Seen & { entry: Entry }, complain: Complain): void {
  if (page === undefined) {
    complain('same-id-same-answer', `${describe(command)} is said to repeat what never was`);
    return;
  }
  const isDue = page.expiresAt !== null && page.expiresAt <= at;
  if (page.state !== entry.state && !isDue)
    complain('same-id-same-answer', `${describe(command)}: it is ${page.state}, the answer says ${entry.state}`);
  if (entry.state === 'committed' && page.units !== entry.units)
    complain('same-id-same-answer', `${describe(command)}: ${page.units} units were counted, the answer says ${entry.units}`);
}

/** Complains of a refusal that should not be. */
export function judgeRefused(sums: Sums, { command, page, at, result }: Seen & { result: Refused }, complain: Complain): void {
  switch (result.reason) {
    case 'invalid':
    case 'too_large':
      complain('commands-are-well-formed', `${describe(command)}: ${result.reason}`);
      break;
    case 'limit_reached':
      judgeLimit(sums, command, complain);
      break;
    case 'not_found':
      if (page?.kind === 'reserve' && !isForgotten(page, at))
        complain('nothing-is-forgotten-early', `${describe(command)}: it is ${page.state}, the answer says not_found`);
      break;
    case 'conflict':
    case 'resolved':
      if (page === undefined) complain('same-id-same-answer', `${describe(command)}: ${result.reason}, but its id is new`);
      break;
    default:
      result satisfies never;
  }
}

function judgeLimit(sums: Sums, command: LedgerCommand, complain: Complain): void {
  if (command.kind !== 'spend' && command.kind !== 'reserve') return;
  const place = { ...command, windows: command.policy.limits.map(({ window }) => window) };
  const fault = judgeRefusal(sums, place, command);
  if (fault !== null) complain('nobody-is-refused-what-fits', `${describe(command)}: ${fault}`);
}

function describe(command: LedgerCommand): string {
  return `${command.kind} ${command.id} of ${command.customerId}${'units' in command ? ` (${command.units})` : ''}`;
}
