import type { StoreClock } from '../store-clock.ts';

/** Something that happened just now, dated on the store's clock. The store has to be asked, so the date comes a little later. */
export interface Moment {
  /** Milliseconds. Later than everything while the store is asked, earlier than everything when it could not say. */
  readonly at: number;
  /** The date as soon as it is known. Rejects as `StoreClock.read` does; nobody has to listen. */
  readonly dated: Promise<number>;
}

/** Dates what happens now. */
export function dateNow(clock: Pick<StoreClock, 'read'>): Moment {
  const moment = { at: Number.POSITIVE_INFINITY, dated: clock.read() };
  moment.dated.then(
    (at) => {
      moment.at = at;
    },
    () => {
      moment.at = Number.NEGATIVE_INFINITY;
    },
  );
  return moment;
}
