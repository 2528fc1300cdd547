import { isLive } from '@plimsoll/contract';
import { PAID_TIERS } from '../catalog.ts';
import { pause, type Stage } from './stage.ts';
import { visit } from './visit.ts';

const PLACES = { successUrl: 'https://app.example/done', returnUrl: 'https://app.example/plans' };

/** A person buys a tier or a pack: the checkout, perhaps clicked twice, the payment, and the success page. */
export async function buy(stage: Stage): Promise<void> {
  const { dice, trace } = stage.world;
  const customerId = dice.pick(stage.customers);
  const item = dice.chance(0.4) ? { pack: 'jobs_20' } : { tier: dice.pick(PAID_TIERS) };
  const click = () => visit(stage, dice.pick(stage.instances), { customerId, path: '/checkout', body: { ...item, ...PLACES } });
  const answers = await Promise.all(dice.chance(0.4) ? [click(), click()] : [click()]);
  const ids = answers.flatMap((answer) => (answer?.status === 200 ? (answer.body as { checkoutId: string }).checkoutId : []));
  trace.note(`${customerId} clicks on ${JSON.stringify(item)}: ${answers.map((answer) => answer?.status ?? 'lost').join()} ${ids.join()}`);
  const [checkoutId] = ids;
  if (checkoutId === undefined || dice.chance(0.2)) return;
  await pause(stage, dice.whole(500, 5000));
  pay(stage, checkoutId);
  if (dice.chance(0.3)) return;
  await pause(stage, dice.whole(10, 2000));
  const synced = await visit(stage, dice.pick(stage.instances), { customerId, path: '/checkout/sync', body: { checkoutId } });
  trace.note(`${customerId} sees the success page of ${checkoutId}: ${synced?.status ?? 'lost'}`);
}

/** The person pays at the provider's own page. Nobody can pay twice, or for a second subscription. */
function pay({ model, life, world }: Stage, id: string): void {
  const checkout = model.checkouts.get(id);
  life.runDue();
  if (checkout === undefined || checkout.status !== 'open' || checkout.item === null) return;
  const { customerId, item } = checkout;
  const has = model.subscriptionsOf(customerId).some(({ status }) => isLive(status));
  const isOver = Date.parse(checkout.expiresAt) <= world.now();
  const fails = world.dice.chance(0.1) || (item.kind === 'tier' && has);
  if (isOver || fails) {
    model.checkouts.set(id, { ...checkout, status: isOver ? 'expired' : 'failed' });
    return;
  }
  world.trace.note(`${customerId} pays ${id}`);
  if (item.kind === 'pack') model.order(customerId, item.id);
  const subscriptionId = item.kind === 'tier' ? life.start(customerId, item.id).id : null;
  model.checkouts.set(id, { ...checkout, status: 'succeeded', subscriptionId });
}
