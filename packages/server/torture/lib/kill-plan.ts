import type { Dice } from './dice.ts';
import type { StoreKind } from './store-kinds.ts';

/** One planned end of a server process. `crash`: it kills itself at a named place. `start`: while it starts. `store`: not it but the store's own server. */
export type Kill =
  | { readonly how: 'now' }
  | { readonly how: 'term' }
  | { readonly how: 'store' }
  | { readonly how: 'crash'; readonly at: string }
  | { readonly how: 'start'; readonly at: string };

/** A kill and when it comes, as a share of the run. */
export type PlannedKill = Kill & { readonly progress: number };

// Between every two steps that must not come apart, with how often each is passed (roughly) before it strikes.
const PLACES: readonly (readonly [string, number])[] = [
  ['ledger.apply:before', 6],
  ['ledger.apply:after', 6],
  ['ledger.readEntry:after', 4],
  ['outbox.claim:after', 3],
  ['provider.sendUsage:before', 3],
  ['provider.sendUsage:after', 3],
  ['outbox.acknowledge:before', 3],
  ['outbox.acknowledge:after', 3],
  ['outbox.retry:before', 1],
  ['inbox.insert:before', 2],
  ['inbox.insert:after', 2],
  ['inbox.claim:after', 2],
  ['snapshots.write:before', 2],
  ['snapshots.write:after', 2],
  ['inbox.finish:before', 3],
  ['inbox.finish:after', 3],
  ['inbox.retry:after', 1],
  ['provider.readCustomer:after', 1],
  ['provider.changeTier:after', 1],
  ['records.write:after', 3],
];

const PLACES_OF_STORE: Readonly<Record<StoreKind, readonly (readonly [string, number])[]>> = {
  sqlite: [
    ['sqlite.commit:before', 8],
    ['sqlite.commit:after', 8],
  ],
  postgres: [],
  redis: [],
};

const KINDS = ['now', 'now', 'crash', 'crash', 'crash', 'crash', 'start', 'term'] as const;
const START_PLACES = ['open:before', 'open:after', 'outbox.claim:after', 'inbox.claim:after', 'records.read:before'] as const;

export interface KillPlanOptions {
  readonly dice: Dice;
  readonly store: StoreKind;
  /** Whether the store has a server of its own that may be killed. */
  readonly storeToo: boolean;
}

/** So many kills over the run, of every kind; each named place comes up before one comes twice. */
export function planKills(count: number, { dice, store, storeToo }: KillPlanOptions): PlannedKill[] {
  const places = endless([...PLACES, ...PLACES_OF_STORE[store]], dice);
  const kinds = endless<Kill['how']>([...KINDS, ...(storeToo ? (['store'] as const) : [])], dice);
  return Array.from({ length: count }, (_, index) => {
    const progress = (index + 0.25 + 0.5 * dice.next()) / count;
    return { ...planOne(kinds(), { places, dice }), progress };
  });
}

function planOne(how: Kill['how'], { places, dice }: { places: () => readonly [string, number]; dice: Dice }): Kill {
  switch (how) {
    case 'now':
    case 'term':
    case 'store':
      return { how };
    case 'crash': {
      const [place, passed] = places();
      return { how, at: `${place}#${dice.whole(1, passed)}` };
    }
    case 'start':
      return { how, at: dice.pick(START_PLACES) };
    default:
      return how satisfies never;
  }
}

// All of them in one order, then all in another.
function endless<T>(items: readonly T[], dice: Dice): () => T {
  let rest: T[] = [];
  return () => {
    if (rest.length === 0) rest = dice.shuffle(items);
    const next = rest.pop();
    if (next === undefined) throw new RangeError('There is nothing to draw from.');
    return next;
  };
}
