import type { Allowance, CatalogView, KeptTier, Limit, TierView, WindowKind } from '@plimsoll/contract';

/**
 * Something that one tier gives and another does not.
 * `version`: an earlier version of the tier, which is not sold any more. `feature`: it is gone. `allowance`: fewer units are included.
 * `overage`: units past the allowance were sold, now the meter stops.
 */
export type PlanLoss =
  | { readonly kind: 'version'; readonly name: string; readonly prices: KeptTier['prices'] }
  | { readonly kind: 'feature'; readonly feature: string; readonly name: string }
  | { readonly kind: 'allowance'; readonly meter: CatalogView['meters'][number]; readonly before: Allowance; readonly after: Allowance }
  | { readonly kind: 'overage'; readonly meter: CatalogView['meters'][number] };

export interface PlanLossesInput {
  readonly catalog: Pick<CatalogView, 'tiers' | 'meters' | 'features'>;
  /** Id of the present tier. */
  readonly from: string;
  /** The earlier version of the present tier that is kept until the move. @default the one that is sold now */
  readonly kept?: KeptTier | null | undefined;
  /** Id of the tier that takes over. One that the catalog does not name gives nothing. */
  readonly to: string;
}

/** What a tier gives, as it is sold or as it was. */
export type TierGives = Pick<TierView, 'prices' | 'allowances' | 'overage' | 'features'>;

/** What somebody has before a move and after it. One that the catalog does not name is undefined. */
export function sidesOf({
  catalog,
  from,
  kept,
  to,
}: PlanLossesInput): readonly [before?: TierGives | undefined, after?: TierGives | undefined] {
  const tierOf = (wanted: string) => catalog.tiers.find(({ id }) => id === wanted);
  return [kept ?? tierOf(from), tierOf(to)];
}

/** What somebody loses with a move from one tier to another, in the catalog's order: what is not sold any more, allowances and overage by meter, then features. */
export function planLosses(move: PlanLossesInput): readonly PlanLoss[] {
  const { catalog, from, kept: version } = move;
  const [before, after] = sidesOf(move);
  if (before === undefined) return [];
  const kept = new Set(after?.features);
  const features = catalog.features.filter(({ id }) => before.features?.includes(id) && !kept.has(id));
  const name = catalog.tiers.find(({ id }) => id === from)?.name ?? from;
  return [
    ...(version ? [{ kind: 'version', name, prices: version.prices } as const] : []),
    ...catalog.meters.flatMap((meter) => loseUnits(meter, before, after)),
    ...features.map((feature): PlanLoss => ({ kind: 'feature', feature: feature.id, name: feature.name })),
  ];
}

function loseUnits(meter: CatalogView['meters'][number], from: TierGives, to: TierGives | undefined): PlanLoss[] {
  const before = from.allowances[meter.id] ?? 0;
  const after = to?.allowances[meter.id] ?? 0;
  const losses: PlanLoss[] = [];
  if (limitsOf(after).some(({ units, window }) => units < mostIn(window, before, from))) {
    losses.push({ kind: 'allowance', meter, before, after });
  }
  const stops = from.overage?.[meter.id] !== undefined && to?.overage?.[meter.id] === undefined && after !== 'unlimited';
  return stops ? [...losses, { kind: 'overage', meter }] : losses;
}

// The most that an allowance lets through within one window: 20 a day are at most 620 a month, and a longer window holds nothing back.
function mostIn(window: WindowKind, allowance: Allowance, tier: TierGives): number {
  const isYearly = tier.prices[0]?.interval === 'year';
  const days = { day: 1, month: 31, period: isYearly ? 366 : 31 };
  const caps = limitsOf(allowance).filter((limit) => days[limit.window] <= days[window]);
  return Math.min(Number.POSITIVE_INFINITY, ...caps.map((limit) => limit.units * (days[window] / days[limit.window])));
}

// The contract's own `limitsOf` would bring all of the contract into the chunk of the dialogs.
function limitsOf(allowance: Allowance): readonly Limit[] {
  if (allowance === 'unlimited') return [];
  return typeof allowance === 'number' ? [{ units: allowance, window: 'period' }] : allowance;
}
