import { type Billing, type ErrorCode, isBillingError } from '../../src/index.ts';
import type { Act, Answer } from './acts.ts';
import type { catalog } from './catalog.ts';

type Usage = Billing<typeof catalog>['usage'];

const NOTHING: Extract<Answer, { outcome: 'done' }> = { outcome: 'done', units: 0, overage: 0, overrun: 0 };

// These say nothing of the act itself.
const PASSING: readonly ErrorCode[] = ['store_unavailable', 'provider_unavailable', 'concurrent_change', 'internal', 'request_timeout'];

class WorkFailed extends Error {}

/** Does one act the way a host's own route would, and says how it ended. */
export async function performAct(usage: Usage, act: Act): Promise<Answer> {
  try {
    return await perform(usage, act);
  } catch (error) {
    if (error instanceof WorkFailed) return { outcome: 'failed' };
    if (!isBillingError(error)) return { outcome: 'wrong', code: String(error) };
    if (error.code === 'limit_reached') return { outcome: 'refused' };
    if (PASSING.includes(error.code)) return { outcome: 'again', code: `${error.code}: ${error.message}` };
    return { outcome: 'wrong', code: `${error.code}: ${error.message}` };
  }
}

async function perform(usage: Usage, act: Act): Promise<Answer> {
  switch (act.kind) {
    case 'spend':
      return done(await usage.spend(act));
    case 'reserve':
      return { ...NOTHING, units: (await usage.reserve(act)).units };
    case 'extend':
      return { ...NOTHING, units: (await usage.extend(act, { units: act.units })).units };
    case 'commit':
      return done(await usage.commit(act, act.units));
    case 'release':
      await usage.release(act);
      return NOTHING;
    case 'refund':
      return done(await usage.refund(act));
    case 'run':
      return { ...NOTHING, units: await runWork(usage, act) };
    default:
      return act satisfies never;
  }
}

function runWork(usage: Usage, act: Extract<Act, { kind: 'run' }>): Promise<number> {
  return usage.run({ ...act, actual: (units) => units }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 3));
    if (act.fails) throw new WorkFailed('The work failed, as it was told to.');
    return act.actual;
  });
}

function done({ units, overage, overrun }: { units: number; overage: number; overrun: number }): Answer {
  return { outcome: 'done', units, overage, overrun };
}
