import type { BillingState, MeterBalance } from '@plimsoll/contract';
import { hashKey, type QueryCacheNotifyEvent, type QueryClient } from '@tanstack/react-query';
import { billingKeys } from './billing-queries.ts';
import { fitUnits, type SpendAhead, spendAhead } from './spend-ahead.ts';

/** Units that are shown as spent until one of these is called; only the first call counts. */
interface PendingSpend {
  /** The work is done: the units stay until the server's own count is there. */
  settle(): void;
  /** The work was refused or failed: the units are taken back. */
  undo(): void;
}

/** What a page shows as spent ahead of the server, for one customer. */
export interface PendingSpends {
  begin(meter: string, units: number): PendingSpend;
}

interface Entry extends SpendAhead {
  stage: 'working' | 'done' | 'reading';
}

const known = new WeakMap<QueryClient, Map<string, PendingSpends>>();

/** The spends of one cache and scope, shared by all hooks of a page. */
export function pendingSpends(queryClient: QueryClient, scope: string | undefined): PendingSpends {
  const scopes = known.get(queryClient) ?? new Map<string, PendingSpends>();
  known.set(queryClient, scopes);
  const spends = scopes.get(scope ?? '') ?? createPendingSpends(queryClient, scope);
  scopes.set(scope ?? '', spends);
  return spends;
}

// They are written into the cache, over the state that the server gave: so every part of the page shows them, and only
// the parts that show the meter are drawn again.
function createPendingSpends(queryClient: QueryClient, scope: string | undefined): PendingSpends {
  const keys = billingKeys(scope);
  const cache = queryClient.getQueryCache();
  let entries: Entry[] = [];
  let served: BillingState | undefined;
  let unsubscribe = () => {};
  let isOwn = false;
  const refresh = createRefresh(async () => {
    for (const entry of entries) if (entry.stage === 'done') entry.stage = 'reading';
    void queryClient.invalidateQueries({ queryKey: keys.usage });
    await queryClient.invalidateQueries({ queryKey: keys.state });
  });

  const show = () => {
    const query = cache.find<BillingState>({ queryKey: keys.state });
    if (query === undefined || served === undefined) return;
    const { dataUpdatedAt, isInvalidated } = query.state;
    isOwn = true;
    // Neither makes the state younger than it is.
    query.setData(spendAhead(served, entries), { updatedAt: dataUpdatedAt, manual: true });
    if (isInvalidated) query.invalidate();
    isOwn = false;
    if (entries.length === 0) unsubscribe();
  };
  const hear = (event: QueryCacheNotifyEvent) => {
    if (isOwn || event.type !== 'updated' || event.action.type !== 'success' || event.query.queryHash !== hashKey(keys.state)) return;
    served = event.query.state.data;
    // What a change of the plan answered may be older than the work that is done.
    if (event.action.manual !== true) entries = entries.filter(({ stage }) => stage !== 'reading');
    show();
  };
  const follow = () => {
    unsubscribe();
    served = queryClient.getQueryData(keys.state);
    unsubscribe = cache.subscribe(hear);
  };
  const end = (entry: Entry, isTaken: boolean) => {
    if (entry.stage !== 'working') return;
    entry.stage = 'done';
    if (!isTaken) {
      entries = takeOut(entries, entry);
      show();
    }
    refresh();
  };

  return {
    begin(meter, units) {
      const balance = queryClient.getQueryData<BillingState>(keys.state)?.meters[meter];
      // Where nothing is shown, nothing can be shown ahead.
      if (balance === undefined) return { settle: refresh, undo: refresh };
      if (entries.length === 0) follow();
      const entry = createEntry(meter, units, balance);
      entries.push(entry);
      show();
      return { settle: () => end(entry, true), undo: () => end(entry, false) };
    },
  };
}

function createEntry(meter: string, units: number, balance: MeterBalance): Entry {
  const { granted, resetsAt, credits, reserved } = balance;
  const fitting = fitUnits(balance, units);
  const used = balance.used + fitting;
  return { meter, units: fitting, floor: { used, taken: used + reserved }, from: { granted, resetsAt, credits }, stage: 'working' };
}

// Those that came later were counted on top of it.
function takeOut(entries: readonly Entry[], gone: Entry): Entry[] {
  const place = entries.indexOf(gone);
  return entries.flatMap((entry, at) => {
    if (entry === gone) return [];
    if (at > place && entry.meter === gone.meter) lowerFloor(entry, gone.units);
    return [entry];
  });
}

function lowerFloor({ floor }: Entry, units: number): void {
  floor.used -= units;
  floor.taken -= units;
}

// Many spends that end together are read again once or twice, not once each.
function createRefresh(read: () => Promise<void>): () => void {
  let isWanted = false;
  let isReading = false;
  const run = async () => {
    isReading = true;
    while (isWanted) {
      isWanted = false;
      await read();
    }
    isReading = false;
  };
  return () => {
    isWanted = true;
    if (!isReading) void run();
  };
}
