import type { OveragePrice, Price } from '@plimsoll/contract';

const PLACES = 12;
// Small ones come as 1.00E-7 as well.
const DECIMAL = /^\+?(?=\.?\d)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** A price of a product as Polar has it. Only one that is metered has a meter; one in tiers has no single amount. */
export interface PolarPrice {
  readonly price_currency: string;
  readonly meter_id?: string | undefined;
  /** Minor units for one, in decimals. */
  readonly unit_amount?: string | undefined;
}

export interface SoldOverage {
  readonly tier: string;
  readonly meter: string;
  readonly overage: OveragePrice;
  readonly product: { readonly id: string; readonly prices: readonly PolarPrice[] };
  /** The meters of Polar that count for this one of ours. */
  readonly counting: readonly { readonly id: string }[];
}

/** Compares what overage of one meter costs in the catalog with what the product charges for it, exactly, in each currency. */
export function checkOverage({ tier, meter, overage: { also = [], ...first }, product, counting }: SoldOverage): string[] {
  const metered = product.prices.filter(({ meter_id }) => counting.some(({ id }) => id === meter_id));
  return [first, ...also].flatMap((price) => {
    const { amount, currency, per } = price;
    const charged = metered.filter(({ price_currency }) => price_currency === currency.toLowerCase());
    const [only, ...others] = charged;
    // Two meters that count the same would charge it twice.
    if (only === undefined ? amount === 0 : others.length === 0 && isSame(price, only.unit_amount)) return [];
    return [
      `Overage of "${meter}" in tier "${tier}" costs ${amount} for each ${per} in the catalog, in minor units of ${currency}, and ${describe(charged)} at Polar: ${mend(price, product.id)}.`,
    ];
  });
}

function isSame({ amount, per }: Price, unitAmount = ''): boolean {
  const [text, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(unitAmount) ?? [];
  if (text === undefined) return false;
  const scale = fraction.length - Number(exponent);
  const [charged, meant] = [BigInt(whole + fraction) * BigInt(per), BigInt(amount)];
  return scale < 0 ? charged * 10n ** BigInt(-scale) === meant : charged === meant * 10n ** BigInt(scale);
}

function describe(charged: readonly PolarPrice[]): string {
  if (charged.length === 0) return 'nothing';
  return charged.map(({ unit_amount }) => (unit_amount === undefined ? 'a price in tiers' : `${unit_amount} each`)).join(' and ');
}

function mend(price: Price, product: string): string {
  if (price.amount === 0) return `take the price out of the product ${product}, or change the catalog`;
  const unitAmount = unitAmountOf(price);
  if (unitAmount !== null) return `set the price of one to ${unitAmount} in the product ${product}, or change the catalog`;
  return `no decimal of ${PLACES} places is that, so change the catalog to a price that Polar can charge in the product ${product}`;
}

/** What Polar is to be told; null when it is not exact in as many places as Polar takes. */
function unitAmountOf({ amount, per }: Price): string | null {
  const scaled = BigInt(amount) * 10n ** BigInt(PLACES);
  if (scaled % BigInt(per) !== 0n) return null;
  const digits = String(scaled / BigInt(per)).padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -PLACES) : `${digits.slice(0, -PLACES)}.${fraction}`;
}
