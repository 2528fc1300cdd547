import { CONTENDERS, type Contender, type Contenders } from './contenders.ts';
import { median, runSlice, type Slice } from './run-slice.ts';

/** How the contenders did against each other at one concurrency. Ratios are medians over rounds. */
export interface Comparison {
  readonly concurrency: number;
  readonly vsPeer: number;
  readonly vsLimit: number;
  readonly pairVsPeer: number;
  /** Time of one call against the peer's: at concurrency 1, what a lone caller feels. */
  readonly p50VsPeer: number;
  /** Microseconds for each operation that come later: taken into its final places, claimed and acknowledged for the provider. */
  readonly deferredUs: Readonly<Record<Leaving, number>>;
  /** As `vsPeer`, with the time of what comes later counted as well. */
  readonly sustainedVsPeer: number;
  /** Operations per second, medians. */
  readonly rates: Readonly<Record<Contender, number>>;
  /** Milliseconds, medians. */
  readonly p50: Readonly<Record<Contender, number>>;
}

export interface Rounds {
  readonly concurrency: number;
  readonly rounds: number;
  /** Length of one contender's turn in milliseconds. */
  readonly sliceMs: number;
}

/** The contenders that leave something for later. */
type Leaving = 'spend' | 'pair';

interface Turn extends Slice {
  readonly deferredUs: number;
}

type Round = Readonly<Record<Contender, Turn>>;

/** What runs, and how what it leaves for later is done; that gives the milliseconds it took. */
export interface Field {
  readonly contenders: Contenders;
  readonly takeIn: () => Promise<number>;
}

/** Measures in rounds: each contender has one turn in each, and the order goes round, so that noise meets all of them alike. */
export async function compareSideBySide({ contenders, takeIn }: Field, { concurrency, rounds, sliceMs }: Rounds): Promise<Comparison> {
  const measured: Round[] = [];
  // One round that does not count warms code, caches and connections up.
  for (let round = -1; round < rounds; round += 1) {
    const turn = Math.max(0, round) % CONTENDERS.length;
    const order = [...CONTENDERS.slice(turn), ...CONTENDERS.slice(0, turn)];
    const slices: [Contender, Turn][] = [];
    for (const name of order) {
      // What one leaves behind is not the next one's to clear away.
      globalThis.gc?.();
      const slice = await runSlice(contenders[name], { concurrency, ms: sliceMs });
      slices.push([name, { ...slice, deferredUs: ((await takeIn()) * 1000) / slice.count }]);
    }
    if (round >= 0) measured.push(Object.fromEntries(slices) as Round);
  }
  return summarize(concurrency, measured);
}

function summarize(concurrency: number, rounds: readonly Round[]): Comparison {
  const overRounds = (read: (round: Round) => number) => median(rounds.map(read));
  const forEach = (read: (slice: Slice) => number) =>
    Object.fromEntries(CONTENDERS.map((name) => [name, overRounds((round) => read(round[name]))])) as Record<Contender, number>;
  return {
    concurrency,
    vsPeer: overRounds(({ spend, peer }) => spend.rate / peer.rate),
    vsLimit: overRounds(({ spend, limit }) => spend.rate / limit.rate),
    pairVsPeer: overRounds(({ pair, peer }) => pair.rate / peer.rate),
    p50VsPeer: overRounds(({ spend, peer }) => spend.p50 / peer.p50),
    deferredUs: { spend: overRounds(({ spend }) => spend.deferredUs), pair: overRounds(({ pair }) => pair.deferredUs) },
    sustainedVsPeer: overRounds(({ spend, peer }) => 1e6 / (1e6 / spend.rate + spend.deferredUs) / peer.rate),
    rates: forEach(({ rate }) => rate),
    p50: forEach(({ p50 }) => p50),
  };
}
