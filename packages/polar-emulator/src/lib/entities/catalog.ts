/** What every stored record of Polar carries. `modified_at` stays null until the first change. */
export interface Stamped {
  id: string;
  created_at: string;
  modified_at: string | null;
}

export type Metadata = Record<string, string | number | boolean>;

export const INTERVALS = ['day', 'week', 'month', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

export type FilterOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'like' | 'not_like';

export interface FilterClause {
  property: string;
  operator: FilterOperator;
  value: string | number | boolean;
}

export interface Filter {
  conjunction: 'and' | 'or';
  clauses: (FilterClause | Filter)[];
}

export type Aggregation = { func: 'count' } | { func: 'sum' | 'max' | 'min' | 'avg' | 'unique'; property: string };

export interface Meter extends Stamped {
  metadata: Metadata;
  name: string;
  unit: 'scalar' | 'token' | 'custom';
  custom_label: string | null;
  custom_multiplier: number | null;
  filter: Filter;
  aggregation: Aggregation;
  organization_id: string;
  archived_at: string | null;
}

export const BENEFIT_TYPES = ['meter_credit', 'feature_flag', 'custom'] as const;

interface BenefitFacts extends Stamped {
  description: string;
  selectable: boolean;
  deletable: boolean;
  is_deleted: boolean;
  organization_id: string;
  metadata: Metadata;
  visibility: 'draft' | 'private' | 'public';
  visibility_configurable: boolean;
}

export type BenefitKind =
  | { type: 'meter_credit'; properties: { units: number; rollover: boolean; meter_id: string } }
  | { type: 'feature_flag'; properties: Record<string, never> }
  | { type: 'custom'; properties: { note: string | null } };

export type Benefit = BenefitFacts & BenefitKind;

interface PriceFacts extends Stamped {
  source: 'catalog';
  price_currency: string;
  tax_behavior: null;
  is_archived: boolean;
  product_id: string;
}

export interface FixedPrice extends PriceFacts {
  amount_type: 'fixed';
  price_amount: number;
}

export interface MeteredPrice extends PriceFacts {
  amount_type: 'metered_unit';
  meter_id: string;
  /** Cents for one unit, a decimal string of up to 12 places. */
  unit_amount: string;
  cap_amount: number | null;
}

export type Price = FixedPrice | MeteredPrice;

export interface Product extends Stamped {
  name: string;
  description: string | null;
  visibility: 'draft' | 'private' | 'public';
  recurring_interval: Interval | null;
  recurring_interval_count: number | null;
  trial_interval: Interval | null;
  trial_interval_count: number | null;
  is_archived: boolean;
  organization_id: string;
  metadata: Metadata;
  prices: Price[];
  benefit_ids: string[];
}

/** The fixed part of a product's price in cents; 0 for a free or a purely metered product. */
export function fixedAmount(product: Product): number {
  return fixedPrice(product)?.price_amount ?? 0;
}

export function fixedPrice(product: Product): FixedPrice | undefined {
  return product.prices.find((price) => price.amount_type === 'fixed');
}

export function meteredPrices(product: Product): MeteredPrice[] {
  return product.prices.filter((price) => price.amount_type === 'metered_unit');
}

export function currencyOf(product: Product): string {
  return product.prices[0]?.price_currency ?? 'usd';
}

/** Polar's rule: free means that the default (first fixed) price is zero and nothing is metered. */
export function isFree(product: Product): boolean {
  return fixedAmount(product) === 0 && meteredPrices(product).length === 0;
}
