import type { SeededBug } from '../lib/seeded-bug.ts';
import { LEDGER_SUITES, LIB } from './rooms.ts';

const suites = LEDGER_SUITES;
const decide = `${LIB}/ledger/decide.ts`;
const admit = `${LIB}/ledger/admit.ts`;
const reservation = `${LIB}/ledger/reservation.ts`;
const refund = `${LIB}/ledger/refund.ts`;

/** Faults in the one money rule. */
export const ledgerBugs: readonly SeededBug[] = [
  {
    ...{ name: 'answers-are-forgotten', file: decide, suites, seenIn: 'getlago/lago-api#5870' },
    harm: 'a retried request deducts a second time',
    right: 'if (earlier !== undefined && !endedUnused(earlier, command)) return answerAgain(earlier, command);',
    wrong: '',
  },
  {
    ...{ name: 'refusals-are-for-ever', file: decide, suites },
    harm: 'a retried job whose hold was released is answered without a hold, and works for nothing',
    right: "return same && (state === 'released' || state === 'expired');",
    wrong: "return same && state === 'expired';",
  },
  {
    ...{ name: 'an-id-means-two-things', file: decide, suites },
    harm: 'the same id with other units gets the old answer instead of a conflict',
    right: 'const same = entry.kind === command.kind && entry.meter === command.meter && entry.requested === command.units;\n  if (!same)',
    wrong: 'const same = entry.kind === command.kind && entry.meter === command.meter;\n  if (!same)',
  },
  {
    ...{ name: 'a-refunded-id-works-again', file: decide, suites },
    harm: 'asking again under a refunded id looks like success, and the work is free',
    right: "return entry.state === 'refunded' ? { ok: false, reason: 'resolved', entry } : { ok: true, entry, repeated: true };",
    wrong: 'return { ok: true, entry, repeated: true };',
  },
  {
    ...{ name: 'record-is-refused', file: decide, suites },
    harm: 'usage that happened is not recorded because no allowance is left',
    right: "missing > 0 && command.kind !== 'record' && command.policy.shadow !== true",
    wrong: 'missing > 0 && command.policy.shadow !== true',
  },
  {
    ...{ name: 'shadow-mode-blocks', file: decide, suites },
    harm: 'a first roll-out that should only watch stops customers',
    right: "command.kind !== 'record' && command.policy.shadow !== true",
    wrong: "command.kind !== 'record'",
  },
  {
    ...{ name: 'limit-is-off-by-one', file: admit, suites, seenIn: 'QuantumNous/new-api#6609' },
    harm: 'one unit more than was paid for is given',
    right: 'Math.max(0, limit - used - reserved)',
    wrong: 'Math.max(0, limit + 1 - used - reserved)',
  },
  {
    ...{ name: 'holds-do-not-count', file: admit, suites, seenIn: 'songquanpeng/one-api#2440' },
    harm: 'many jobs at once hold the same last units',
    right: 'Math.max(0, limit - used - reserved)',
    wrong: 'Math.max(0, limit - used)',
  },
  {
    ...{ name: 'only-one-limit-counts', file: admit, suites },
    harm: 'with a daily and a monthly limit the wider one admits',
    right: 'room = Math.min(room, next);',
    wrong: 'room = Math.max(Number.isFinite(room) ? room : 0, next);',
  },
  {
    ...{ name: 'credits-are-spent-twice', file: `${LIB}/ledger/account.ts`, suites },
    harm: 'prepaid units that a running job holds are sold again',
    right: 'return Math.max(0, granted - used - reserved);',
    wrong: 'return Math.max(0, granted - used);',
  },
  {
    ...{ name: 'overage-passes-its-cap', file: admit, suites },
    harm: 'held overage is forgotten, and a spend cap is passed',
    right: 'Math.max(0, overage.cap - account.overage - account.overageReserved)',
    wrong: 'Math.max(0, overage.cap - account.overage)',
  },
  {
    ...{ name: 'a-release-gives-nothing-back', file: reservation, suites },
    harm: 'units of failed work stay held for ever',
    right: 'if (entry.policy !== null) postReserved(books, { subject: entry, policy: entry.policy, split: negate(entry.split) });',
    wrong: '',
  },
  {
    ...{ name: 'release-after-commit', file: reservation, suites, seenIn: 'polarsource/polar#13475' },
    harm: 'units that were used come back',
    right:
      "if (entry.state === 'committed' || entry.state === 'refunded') return { ok: false, reason: 'resolved', entry };\n  if (entry.state !== 'reserved')",
    wrong:
      "if (entry.state === 'refunded') return { ok: false, reason: 'resolved', entry };\n  if (entry.state !== 'reserved' && entry.state !== 'committed')",
  },
  {
    ...{ name: 'a-stale-worker-releases', file: reservation, suites },
    harm: 'a worker whose time was over frees what another one holds under the same id',
    right: 'return command.attempt !== null && command.attempt !== attempt;',
    wrong: 'return false;',
  },
  {
    ...{ name: 'expiry-is-a-moment-late', file: reservation, suites },
    harm: 'a hold whose time is over still blocks others',
    right: 'entry.expiresAt <= books.now',
    wrong: 'entry.expiresAt < books.now',
  },
  {
    ...{ name: 'commit-keeps-the-hold', file: reservation, suites },
    harm: 'committed units are counted as used and as held',
    right: 'postReserved(books, { subject: entry, policy, split: negate(held) });\n',
    wrong: '',
  },
  {
    ...{ name: 'a-late-commit-takes-its-old-place', file: reservation, suites },
    harm: 'a commit after its hold expired is counted as if the hold were there, and the books go negative',
    right: "const held = entry.state === 'reserved' ? entry.split : NOTHING;",
    wrong: 'const held = entry.split;',
  },
  {
    ...{ name: 'an-extension-shortens', file: reservation, suites },
    harm: 'a renewal that comes late cuts the time of one that was longer',
    right: 'Math.max(entry.expiresAt ?? 0, books.now + command.ttlMs)',
    wrong: 'books.now + command.ttlMs',
  },
  {
    ...{ name: 'an-ended-hold-is-revived', file: reservation, suites },
    harm: 'an expired hold holds again without being admitted',
    right: "if (entry.state !== 'reserved') return { ok: false, reason: 'resolved', entry };\n  const units",
    wrong: "if (entry.state !== 'reserved' && entry.state !== 'expired') return { ok: false, reason: 'resolved', entry };\n  const units",
  },
  {
    ...{ name: 'a-refund-counts-twice', file: refund, suites, seenIn: 'polarsource/polar#13475' },
    harm: 'a repeated refund gives the units back again',
    right: "if (entry.state === 'refunded') return { ok: true, entry, repeated: true };\n  if (entry.state !== 'committed')",
    wrong: "if (entry.state !== 'committed' && entry.state !== 'refunded')",
  },
  {
    ...{ name: 'a-refund-returns-overage', file: refund, suites },
    harm: 'the provider has charged for units that the ledger says were never used',
    right: 'const kept = { ...NOTHING, overage, overrun };',
    wrong: 'const kept = { ...NOTHING, overrun };',
  },
  {
    ...{ name: 'a-refund-lands-in-this-hour', file: refund, suites },
    harm: 'history shows negative work now and too much then',
    right: 'hour: hourOf(settledAt ?? createdAt)',
    wrong: 'hour: hourOf(books.now)',
  },
  {
    ...{ name: 'the-cheapest-units-return-first', file: `${LIB}/ledger/split.ts`, suites },
    harm: 'a smaller commit gives the allowance back and keeps the priced overage',
    right:
      'const overage = Math.min(split.overage, units - allowance - credits);\n  return { allowance, credits, overage, overrun: units - allowance - credits - overage };',
    wrong:
      'const overage = Math.min(split.overage, units);\n  return { allowance: Math.min(allowance, units - overage), credits: Math.max(0, units - overage - Math.min(allowance, units - overage)), overage, overrun: 0 };',
  },
];
