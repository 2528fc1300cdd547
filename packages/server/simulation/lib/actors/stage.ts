import { type AccessChange, type Billing, type BillingError, type ErrorCode, isBillingError, type Store } from '../../../src/index.ts';
import type { Instance } from '../engine/instance.ts';
import type { World } from '../engine/world.ts';
import type { Deeds } from '../oracle/deeds.ts';
import type { Watch } from '../oracle/watch.ts';
import type { Courier } from '../provider/courier.ts';
import type { Model } from '../provider/model.ts';
import type { SubscriptionLife } from '../provider/subscription-life.ts';

/** Everything that actors act with. */
export interface Stage {
  readonly world: World;
  readonly instances: readonly [Instance, ...Instance[]];
  readonly model: Model;
  readonly life: SubscriptionLife;
  readonly courier: Courier;
  readonly watch: Watch;
  readonly deeds: Deeds;
  readonly customers: readonly [string, ...string[]];
  /** Whether known faults are looked for as well. */
  /** The store itself, without network and faults. */
  readonly truth: Store;
  /** What the host was told last of each customer's access. */
  readonly told: ReadonlyMap<string, AccessChange>;
}

/** What a client learns in the end. `unsure`: an earlier try was lost, so it may have happened although the last answer says no. */
export type Told<T> =
  | { readonly kind: 'done'; readonly value: T; readonly unsure: boolean }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly unsure: boolean }
  | { readonly kind: 'lost' };

/** Asks some instance, and again where the answer was lost: the id makes that safe. */
export async function ask<T>(stage: Stage, what: string, work: (billing: Billing) => Promise<T>): Promise<Told<T>> {
  const { dice, trace } = stage.world;
  const leaps = stage.world.longLeaps();
  let unsure = false;
  for (let tries = dice.whole(1, 5); tries > 0; tries -= 1) {
    const instance = dice.pick(stage.instances);
    const answer = await instance.call(work);
    if (answer.kind === 'done') {
      trace.note(`${what} at ${instance.name}: done`);
      return { ...answer, unsure };
    }
    if (answer.kind === 'failed') {
      const { code } = asBilling(stage, what, answer.error);
      if (code !== 'store_unavailable') {
        trace.note(`${what} at ${instance.name}: ${code}`);
        return { kind: 'refused', code, unsure };
      }
    }
    unsure = true;
    await pause(stage, dice.whole(50, 4000));
    // Whoever asks again after answers were forgotten, asks anew.
    if (stage.world.longLeaps() !== leaps) break;
  }
  trace.note(`${what}: no answer`);
  return { kind: 'lost' };
}

function asBilling({ world }: Stage, what: string, error: unknown): Pick<BillingError, 'code'> {
  if (isBillingError(error) && error.code !== 'internal') return error;
  world.violate('every-failure-has-a-name', `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { code: 'internal' };
}

export function pause({ world }: Stage, ms: number): Promise<void> {
  return new Promise((resolve) => world.scheduler.after(ms, resolve));
}
