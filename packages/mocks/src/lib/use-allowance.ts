import type { MockBackend } from './mock-backend.ts';

export const DAY_MS = 86_400_000;

/** What a meter without a limit counts as a full month. */
const BUSY_MONTH = 600;

// A week of a team: nobody works as hard on every day.
const WEEK = [5, 7, 4, 6, 3, 1, 0];

/** The meter that a scenario is about: the catalog's first. */
export function pickMeter({ catalog }: Pick<MockBackend, 'catalog'>): string {
  const [meter] = Object.keys(catalog.meters);
  if (meter === undefined) throw new TypeError('This scenario needs a meter, and the catalog has none.');
  return meter;
}

/** Lets days pass, and spends a share of every allowance over them, a little each day. */
export async function spendOverDays(backend: MockBackend, { days, share }: { days: number; share: number }): Promise<void> {
  const plans = await Promise.all(
    Object.keys(backend.catalog.meters).map(async (meter) => ({ meter, total: await unitsOf(backend, meter, share) })),
  );
  for (let day = 1; day <= days; day += 1) {
    await backend.advance(DAY_MS);
    for (const { meter, total } of plans) await spendSome(backend, meter, planned(total, day, days) - planned(total, day - 1, days));
  }
}

/** Spends until this share of a meter's allowance is used. */
export async function spendUntil(backend: MockBackend, meter: string, share: number): Promise<void> {
  const { granted, used } = await readBalance(backend, meter);
  if (granted !== 'unlimited') await spendSome(backend, meter, Math.round(granted * share) - used);
}

async function unitsOf(backend: MockBackend, meter: string, share: number): Promise<number> {
  const { granted } = await readBalance(backend, meter);
  return Math.round((granted === 'unlimited' ? BUSY_MONTH : granted) * share);
}

async function readBalance({ call }: MockBackend, meter: string): Promise<{ granted: number | 'unlimited'; used: number }> {
  const { meters } = await call('GET /state', {});
  return meters[meter] ?? { granted: 0, used: 0 };
}

/** What should have been spent after so many days. */
function planned(total: number, day: number, days: number): number {
  const worked = (until: number) =>
    Array.from({ length: until }, (_, index) => WEEK[index % WEEK.length] ?? 0).reduce((sum, part) => sum + part, 0);
  return Math.round((total * worked(day)) / worked(days));
}

async function spendSome({ spend }: MockBackend, meter: string, units: number): Promise<void> {
  if (units > 0) await spend(meter, units);
}
