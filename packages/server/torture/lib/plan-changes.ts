import { setTimeout as delay } from 'node:timers/promises';
import { PRODUCTS } from './catalog.ts';
import type { Customer } from './customers.ts';
import type { Dice } from './dice.ts';
import type { PolarWorld } from './polar-world.ts';

type Tier = keyof typeof PRODUCTS;

/** Buys a plan at the provider, as the hosted page does. */
export async function subscribe({ ask, emulator }: PolarWorld, customerId: string, tier: Tier): Promise<void> {
  const email = `billing@${customerId}.example`;
  const checkout = await ask('POST', '/v1/checkouts/', {
    products: [PRODUCTS[tier]],
    external_customer_id: customerId,
    customer_email: email,
  });
  if (checkout !== null) await emulator.pay(String(checkout['id']), { email });
}

export interface PlanChanges {
  readonly world: PolarWorld;
  readonly dice: Dice;
  readonly customers: readonly Customer[];
  /** Asks one of the billing routes of a server as the customer. Whatever goes wrong is the server's affair. */
  readonly askServer: (customerId: string, path: string, body: object) => Promise<void>;
  /** How far the run has come, from 0 to 1: customers fall silent one after the other, so that what is lost then stays lost. */
  readonly progress: () => number;
  readonly going: () => boolean;
  readonly pauseMs: number;
}

/** Changes, cancels, resumes and ends subscriptions, at the provider itself and through the server. Gives how many changes it tried. */
export async function changePlans({ customers, dice, going, progress, pauseMs, ...ways }: PlanChanges): Promise<number> {
  const movers = customers.filter(({ kind }) => kind === 'mover');
  const [first, ...others] = movers;
  let changes = 0;
  while (first !== undefined && going()) {
    const { id } = dice.pick([first, ...others.slice(0, Math.ceil(others.length * (1 - progress())))]);
    await (dice.chance(0.3) ? changeAtServer(ways.askServer, id, dice) : changeAtProvider(ways.world, id, dice));
    changes += 1;
    await delay(dice.whole(0, 2 * pauseMs));
  }
  return changes;
}

async function changeAtServer(askServer: PlanChanges['askServer'], customerId: string, dice: Dice): Promise<void> {
  const route = dice.pick(['change', 'cancel', 'resume'] as const);
  const body = route === 'change' ? { tier: dice.pick<Tier>(['pro', 'enterprise']) } : {};
  await askServer(customerId, `/api/billing/subscription/${route}`, body);
}

async function changeAtProvider(world: PolarWorld, customerId: string, dice: Dice): Promise<void> {
  const listed = await world.ask('GET', `/v1/subscriptions/?external_customer_id=${customerId}&active=true`);
  const [live] = (listed?.['items'] ?? []) as { id: string; product_id: string }[];
  if (listed === null) return;
  if (live === undefined) return await subscribe(world, customerId, dice.pick<Tier>(['pro', 'enterprise'])).catch(() => undefined);
  const other = live.product_id === PRODUCTS.pro ? PRODUCTS.enterprise : PRODUCTS.pro;
  const wish = dice.pick<object>([
    { product_id: other, proration_behavior: 'invoice' },
    { product_id: other, proration_behavior: 'prorate' },
    { product_id: other, proration_behavior: 'next_period' },
    { pending_update: null },
    { cancel_at_period_end: true },
    { cancel_at_period_end: false },
    { revoke: true },
  ]);
  await world.ask('PATCH', `/v1/subscriptions/${live.id}`, wish);
}
