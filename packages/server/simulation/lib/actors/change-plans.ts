import { isLive } from '@plimsoll/contract';
import type { ProviderSubscription } from '../../../src/index.ts';
import { PAID_TIERS } from '../catalog.ts';
import { pause, type Stage } from './stage.ts';
import { visit } from './visit.ts';

/** Something happens to a subscription at the provider, often several things at once, without anybody asking us. */
export async function changeAtProvider(stage: Stage): Promise<void> {
  const { dice } = stage.world;
  const customerId = dice.pick(stage.customers);
  for (let times = dice.pick([1, 1, 2, 4]); times > 0; times -= 1) {
    changeOnce(stage, customerId);
    await pause(stage, dice.whole(0, 60));
  }
}

type Act = 'change' | 'schedule' | 'cancel' | 'resume' | 'fail' | 'recover' | 'revoke';

function changeOnce({ model, life, world: { dice, trace } }: Stage, customerId: string): void {
  life.runDue();
  const live = model.subscriptionsOf(customerId).find(({ status }) => isLive(status));
  const tier = dice.pick(PAID_TIERS);
  if (live === undefined) {
    trace.note(`${customerId} buys ${tier} at the provider`);
    life.start(customerId, tier);
    return;
  }
  const act = dice.pick<Act>(['change', 'change', 'schedule', 'cancel', 'resume', 'fail', 'recover', 'revoke']);
  trace.note(`at the provider: ${act} ${live.id} of ${customerId}`);
  if (act === 'revoke') life.revoke(live.id);
  else life.change(live.id, factsOf(act, live, tier));
}

function factsOf(act: Exclude<Act, 'revoke'>, { periodEnd }: ProviderSubscription, tier: string): Partial<ProviderSubscription> {
  switch (act) {
    case 'change':
      return { tier, productId: `product-${tier}`, scheduledTier: null };
    case 'schedule':
      return { scheduledTier: tier, cancelAt: null };
    case 'cancel':
      return { cancelAt: periodEnd, scheduledTier: null };
    case 'resume':
      return { cancelAt: null, scheduledTier: null };
    case 'fail':
      return { status: 'past_due' };
    case 'recover':
      return { status: 'active' };
    default:
      return act satisfies never;
  }
}

/** A person changes the plan through the routes. */
export async function changeThroughRoutes(stage: Stage): Promise<void> {
  const { dice, trace } = stage.world;
  const customerId = dice.pick(stage.customers);
  const [path, body] = dice.pick<[string, object]>([
    ['/subscription/change', { tier: dice.pick(PAID_TIERS) }],
    ['/subscription/change', { tier: dice.pick(PAID_TIERS), when: 'period_end' }],
    ['/subscription/cancel', {}],
    ['/subscription/resume', {}],
  ]);
  const answer = await visit(stage, dice.pick(stage.instances), { customerId, path, body });
  trace.note(`${customerId} asks ${path} ${JSON.stringify(body)}: ${answer?.status ?? 'lost'}`);
}

/** Somebody looks at a dashboard. */
export async function look(stage: Stage): Promise<void> {
  const { dice } = stage.world;
  await visit(stage, dice.pick(stage.instances), { customerId: dice.pick(stage.customers), method: 'GET', path: '/state' });
}
