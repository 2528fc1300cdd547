import type { RouteOutput } from '@plimsoll/contract/routes';
import type { Stage } from '../actors/stage.ts';
import { visit } from '../actors/visit.ts';
import { finish } from './settle.ts';

type Health = RouteOutput<'GET /health'>;

/** Every instance says that store and provider answer and that nothing waits. */
export async function auditHealth(stage: Stage): Promise<void> {
  for (const instance of stage.instances) {
    const answer = await finish(stage, () => visit(stage, instance, { customerId: stage.customers[0], method: 'GET', path: '/health' }));
    const details = (answer?.body as Health | undefined)?.details;
    if (details?.store.reachable !== true)
      stage.world.violate('everyone-answers-when-all-is-well', `${instance.name}: ${JSON.stringify(answer)}`);
    else if (!details.provider.reachable)
      stage.world.violate('a-breaker-closes-again', `${instance.name} still takes the provider for away`);
  }
}
