import type { LedgerCommand } from '../../../src/lib/ledger/command.ts';
import type { Entry, UsageEvent } from '../../../src/lib/ledger/entry.ts';
import type { LedgerResult } from '../../../src/lib/ledger/result.ts';
import { judgeAccepted, judgeRefused, judgeRepeat } from './judge-answer.ts';
import { type Page, pageOf } from './page.ts';
import { createSums, type Sums } from './sums.ts';

/** The oracle's own account of what the ledger did, kept from its answers in the order in which it decided. */
export interface LedgerBook {
  readonly sums: Sums;
  note(command: LedgerCommand, result: LedgerResult, at: number): void;
  page(customerId: string, id: string): Page | undefined;
  /** Every usage event that the provider has to hear of, by its id. */
  events(): ReadonlyMap<string, UsageEvent>;
  /** Units by customer, meter and user. */
  history(): ReadonlyMap<string, number>;
  /** Ends what is held too long. */
  expire(at: number): void;
}

export type Complain = (check: string, detail: string) => void;

interface Shelf {
  readonly sums: Sums;
  readonly pages: Map<string, Page>;
  readonly open: Set<Page>;
  readonly events: Map<string, UsageEvent>;
  readonly history: Map<string, number>;
  readonly complain: Complain;
}

export function createLedgerBook(complain: Complain): LedgerBook {
  const shelf: Shelf = { sums: createSums(), pages: new Map(), open: new Set(), events: new Map(), history: new Map(), complain };
  const { sums, pages, events, history } = shelf;
  return {
    sums,
    note(command, result, at) {
      expire(shelf, at);
      const page = pages.get(keyOf(command));
      const seen = { command, page, at };
      if (!result.ok) judgeRefused(sums, { ...seen, result }, complain);
      else if (result.repeated) judgeRepeat({ ...seen, entry: result.entry }, complain);
      else {
        judgeAccepted(sums, { ...seen, entry: result.entry }, complain);
        post(shelf, { ...seen, entry: result.entry });
      }
    },
    page: (customerId, id) => pages.get(`${customerId}|${id}`),
    events: () => events,
    history: () => history,
    expire: (at) => expire(shelf, at),
  };
}

function keyOf({ customerId, id }: Pick<LedgerCommand, 'customerId' | 'id'>): string {
  return `${customerId}|${id}`;
}

function expire(shelf: Shelf, at: number): void {
  for (const page of shelf.open) {
    if (page.expiresAt !== null && page.expiresAt <= at) endUnused(shelf, page, { state: 'expired', settledAt: page.expiresAt });
  }
}

function post(
  shelf: Shelf,
  { command, page, entry, at }: { command: LedgerCommand; page: Page | undefined; entry: Entry; at: number },
): void {
  switch (command.kind) {
    case 'grant':
      shelf.sums.of(command, 'credits').granted += command.units;
      shelf.pages.set(keyOf(command), pageOf(entry));
      break;
    case 'spend':
    case 'record':
    case 'reserve':
      begin(shelf, entry, at);
      break;
    case 'commit':
      if (page !== undefined) commit(shelf, { page, entry, at });
      break;
    case 'release':
      if (page !== undefined) endUnused(shelf, page, { state: 'released', settledAt: at });
      break;
    case 'extend':
      if (page !== undefined) hold(shelf, page, entry);
      break;
    case 'refund':
      if (page !== undefined) refund(shelf, page, at);
      break;
    case 'revoke':
      shelf.sums.of(command, 'credits').granted -= entry.units - (page?.units ?? 0);
      shelf.pages.set(keyOf(command), pageOf(entry));
      break;
    default:
      command satisfies never;
  }
}

function begin(shelf: Shelf, entry: Entry, at: number): void {
  const page = pageOf(entry);
  shelf.pages.set(keyOf(entry), page);
  if (entry.kind === 'reserve') {
    shelf.sums.hold(page, entry.split, 1);
    shelf.open.add(page);
  } else count(shelf, { page, entry, at });
}

function hold({ sums }: Shelf, page: Page, { units, split, expiresAt }: Entry): void {
  sums.hold(page, page.split, -1);
  sums.hold(page, split, 1);
  Object.assign(page, { units, split, expiresAt });
}

function endUnused({ sums, open }: Shelf, page: Page, facts: { state: 'released' | 'expired'; settledAt: number }): void {
  if (page.state === 'reserved') sums.hold(page, page.split, -1);
  open.delete(page);
  Object.assign(page, facts);
}

interface Committed {
  readonly page: Page;
  readonly entry: Entry;
  readonly at: number;
}

function commit(shelf: Shelf, committed: Committed): void {
  const { page } = committed;
  if (page.state === 'reserved') shelf.sums.hold(page, page.split, -1);
  shelf.open.delete(page);
  count(shelf, committed);
}

function count({ sums, events, history, complain }: Shelf, { page, entry, at }: Committed): void {
  const { eventId, units, split, customerId, userId, meter } = entry;
  sums.use(page, split, 1);
  add(history, page, units);
  Object.assign(page, { state: 'committed', units, split, settledAt: at });
  const id = eventId ?? '';
  if (events.has(id)) complain('one-event-for-each-commit', `the event ${id} was written twice`);
  events.set(id, { id, customerId, userId, meter, units, billableUnits: split.overage, at });
}

function refund({ sums, history }: Shelf, page: Page, at: number): void {
  const { allowance, credits } = page.split;
  sums.use(page, { allowance, credits, overage: 0, overrun: 0 }, -1);
  add(history, page, -(allowance + credits));
  const split = { ...page.split, allowance: 0, credits: 0 };
  Object.assign(page, { state: 'refunded', settledAt: at, units: page.units - allowance - credits, split });
}

function add(history: Map<string, number>, { customerId, meter, userId }: Page, units: number): void {
  const key = `${customerId}|${meter}|${userId ?? ''}`;
  history.set(key, (history.get(key) ?? 0) + units);
}
