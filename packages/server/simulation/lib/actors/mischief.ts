import { drawWeather } from '../engine/weather.ts';
import { LONG_LEAP_MS } from '../engine/world.ts';
import type { Deed } from '../oracle/deeds.ts';
import { requestOf } from '../provider/courier.ts';
import { PROVIDER_ID } from '../provider/port.ts';
import { pause, type Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One thing goes wrong, for a while or for good. */
export async function misbehave(stage: Stage): Promise<void> {
  const { dice, trace } = stage.world;
  const instance = dice.pick(stage.instances);
  const mischief = dice.pick(['crash', 'crash', 'freeze', 'cut', 'store', 'provider', 'clock', 'weather', 'forge'] as const);
  switch (mischief) {
    case 'crash':
      instance.crash();
      await pause(stage, dice.whole(200, 15_000));
      return instance.boot();
    case 'freeze':
      trace.note(`${instance.name} freezes`);
      instance.freeze();
      await pause(stage, dice.whole(500, 90_000));
      return instance.thaw();
    case 'cut':
      trace.note(`${instance.name} is cut off from the store`);
      instance.isCutOff = true;
      await pause(stage, dice.whole(500, 40_000));
      instance.isCutOff = false;
      return;
    case 'clock':
      instance.skewMs = stage.world.healedAt !== null ? 0 : dice.pick([0, HOUR, -HOUR, dice.whole(-5000, 5000)]);
      return trace.note(`the clock of ${instance.name} is off by ${instance.skewMs} ms`);
    case 'weather':
      if (stage.world.healedAt === null) stage.world.weather = drawWeather(dice);
      return trace.note('the weather turns');
    case 'store':
    case 'provider':
      return await goAway(stage, mischief);
    case 'forge':
      return await forge(stage);
    default:
      return mischief satisfies never;
  }
}

async function goAway(stage: Stage, who: 'store' | 'provider'): Promise<void> {
  const { world } = stage;
  const turn = (away: boolean) => {
    if (stage.world.healedAt === null) world.weather = { ...world.weather, [who]: { ...world.weather[who], away } };
    world.trace.note(`the ${who} ${away ? 'goes away' : 'is back'}`);
  };
  turn(true);
  await pause(stage, world.dice.whole(1000, 60_000));
  turn(false);
}

// Somebody who has no key says that a customer pays for the largest tier.
async function forge(stage: Stage): Promise<void> {
  const { world } = stage;
  const id = `forged-${world.dice.whole(1, 1_000_000)}`;
  const nobody = { customerId: null, providerCustomerId: null, effect: { kind: 'none' } } as const;
  const event = { provider: PROVIDER_ID, id, type: 'subscription.created', occurredAt: new Date(world.now()).toISOString(), ...nobody };
  const answer = await world.dice.pick(stage.instances).call((billing) => billing.handle(requestOf(event, 'forged')));
  if (answer.kind === 'done' && answer.value.status !== 401)
    world.violate('only-signed-webhooks-come-in', `a forged webhook was answered with ${answer.value.status}`);
  if (stage.watch.received().has(id)) world.violate('only-signed-webhooks-come-in', `${id} is in the inbox`);
}

/** Time goes by: minutes often, days and a month now and then. */
export function passTime({ world, life, instances, deeds }: Stage): void {
  const { dice } = world;
  const ms = dice.pick([MINUTE, 5 * MINUTE, 16 * MINUTE, 16 * MINUTE, HOUR, HOUR, 6 * HOUR, 6 * HOUR, DAY, 3 * DAY, 31 * DAY]);
  const least = Math.ceil(ms * (0.5 + dice.next()));
  world.trace.note(`${Math.round(least / MINUTE)} minutes go by`);
  // What a process does after a sleep of a day is beyond what answers are kept for.
  if (least >= LONG_LEAP_MS) {
    for (const instance of instances) if (instance.isFrozen()) instance.crash();
    for (const deed of deeds.all()) if (isUnderWay(deed, world.scheduler.now())) deed.vague = true;
  }
  world.leap(least);
  life.runDue();
}

function isUnderWay({ asking, lostAt }: Deed, now: number): boolean {
  return asking > 0 || (lostAt !== null && now - lostAt < 2 * MINUTE);
}
