import type { Billing } from '../../../src/index.ts';
import { METERS } from '../catalog.ts';
import type { Deed } from '../oracle/deeds.ts';
import { ANSWERS_KEPT_MS } from '../settings.ts';
import { ask, pause, type Stage, type Told } from './stage.ts';

const TTL_MS = 15 * 60_000;

/** One piece of metered work, from beginning to end, by a client who may give up, ask again or ask elsewhere. */
export async function useUnits(stage: Stage): Promise<void> {
  const { dice } = stage.world;
  const kind = dice.pick<Deed['kind']>(['spend', 'spend', 'spend', 'hold', 'hold', 'run', 'run', 'record']);
  const deed = stage.deeds.begin({
    ...{ kind, customerId: dice.pick(stage.customers), userId: `user-${dice.whole(1, 3)}` },
    ...{ meter: dice.pick(METERS), asked: dice.whole(1, 8) },
  });
  switch (kind) {
    case 'spend':
    case 'record':
      return await deduct(stage, deed, kind);
    case 'hold':
      return await hold(stage, deed);
    case 'run':
      return await run(stage, deed);
    default:
      return kind satisfies never;
  }
}

const requestOf = ({ id, customerId, userId, meter, asked }: Deed) => ({ id, customerId, userId, meter, units: asked });
const nameOf = ({ id, customerId, meter, asked }: Deed) => `${id} of ${customerId} (${asked} ${meter})`;

/** Asks, and remembers whether a question may still be under way afterwards. */
async function askFor<T>(
  stage: Stage,
  { deed, act }: { deed: Deed; act: string },
  work: (billing: Billing) => Promise<T>,
): Promise<Told<T>> {
  deed.asking += 1;
  const told = await ask(stage, `${act} ${nameOf(deed)}`, work);
  deed.asking -= 1;
  if (told.kind === 'lost' || told.unsure) deed.lostAt = stage.world.scheduler.now();
  return told;
}

async function deduct(stage: Stage, deed: Deed, kind: 'spend' | 'record'): Promise<void> {
  const told = await askFor(stage, { deed, act: kind }, (billing) => billing.usage[kind](requestOf(deed)));
  if (kind === 'record' && told.kind === 'refused') stage.world.violate('a-record-is-never-refused', `${nameOf(deed)}: ${told.code}`);
  if (told.kind === 'done' && told.value.units !== deed.asked)
    stage.world.violate('an-answer-tells-what-was-counted', `${nameOf(deed)}: told ${told.value.units}`);
  if (kind === 'spend' && told.kind === 'done' && told.value.overrun > 0)
    stage.world.violate('admission-within-limits', `${nameOf(deed)}: ${told.value.overrun} units past the limit were spent`);
  endCounted(stage, deed, { told, units: deed.asked });
}

async function hold(stage: Stage, deed: Deed): Promise<void> {
  const { dice } = stage.world;
  const ttlMs = dice.chance(0.2) ? dice.whole(500, 8000) : TTL_MS;
  const held = await askFor(stage, { deed, act: 'reserve' }, (billing) => billing.usage.reserve({ ...requestOf(deed), ttlMs }));
  if (held.kind !== 'done') return endNot(stage, deed, { told: held, units: deed.asked });
  let units = held.value.units;
  await pause(stage, dice.whole(10, 6000));
  if (dice.chance(0.25)) {
    const more = await askFor(stage, { deed, act: 'extend' }, (billing) => billing.usage.extend(held.value, { units: units + 2, ttlMs }));
    if (more.kind === 'done') units = more.value.units;
  }
  const ending = dice.next();
  if (ending < 0.1) return stage.deeds.end(deed, 'nothing', 0);
  if (ending < 0.25) {
    await askFor(stage, { deed, act: 'release' }, (billing) => billing.usage.release(held.value));
    return stage.deeds.end(deed, 'nothing', 0);
  }
  const used = drawUsed(stage, units);
  const told = await askFor(stage, { deed, act: `commit ${used} of` }, (billing) => billing.usage.commit(held.value, used));
  if (told.kind === 'done' && told.value.units !== used)
    stage.world.violate('an-answer-tells-what-was-counted', `commit ${used} of ${nameOf(deed)}: told ${told.value.units}`);
  endCounted(stage, deed, { told, units: used });
}

// Mostly what was held, sometimes less, now and then more.
function drawUsed({ world: { dice } }: Stage, held: number): number {
  const draw = dice.next();
  if (draw < 0.5) return held;
  return draw < 0.8 ? dice.whole(1, held) : held + dice.whole(1, 4);
}

async function run(stage: Stage, deed: Deed): Promise<void> {
  const { dice } = stage.world;
  const [takesMs, actual, fails] = [dice.whole(0, 5000), dice.whole(0, deed.asked + 1), dice.chance(0.15)];
  const told = await askFor(stage, { deed, act: 'run' }, (billing) =>
    billing.usage
      .run({ ...requestOf(deed), actual: () => actual }, async () => {
        await pause(stage, takesMs);
        if (fails) throw FAILURE;
      })
      .catch((error: unknown) => {
        if (error !== FAILURE) throw error;
      }),
  );
  if (told.kind === 'done') stage.deeds.end(deed, 'counted', actual);
  else endNot(stage, deed, { told, units: actual });
  // Whatever became of the call: work that failed, or took nothing, is never counted.
  if (fails || actual === 0) stage.deeds.end(deed, 'nothing', 0);
}

const FAILURE = new Error('The work failed.');

function endCounted(stage: Stage, deed: Deed, { told, units }: { told: Told<{ units: number }>; units: number }): void {
  if (told.kind === 'done') stage.deeds.end(deed, 'counted', told.value.units);
  else endNot(stage, deed, { told, units });
}

type NotDone = Exclude<Told<unknown>, { kind: 'done' }>;

function endNot(stage: Stage, deed: Deed, { told, units }: { told: NotDone; units: number }): void {
  if (told.kind === 'refused' && told.code !== 'limit_reached') {
    const isForgotten = stage.world.longLeaps() > 0 && told.code === 'not_found';
    if (!isForgotten) stage.world.violate('an-answer-that-makes-sense', `${deed.kind} ${nameOf(deed)}: ${told.code}`);
  }
  stage.deeds.end(deed, told.kind === 'lost' || told.unsure ? 'unknown' : 'nothing', units);
}

/** Asks again for something that was counted: with the same arguments it must be the same answer, with others a conflict. */
export async function repeat(stage: Stage): Promise<void> {
  const deed = pickCounted(stage, ['spend', 'record']);
  if (deed === null) return;
  const other = stage.world.dice.chance(0.4);
  const leaps = stage.world.longLeaps();
  const kind = deed.kind === 'record' ? 'record' : 'spend';
  const request = { ...requestOf(deed), units: deed.asked + (other ? 1 : 0) };
  const told = await askFor(stage, { deed, act: other ? 'misuse' : 'repeat' }, (billing) => billing.usage[kind](request));
  if (told.kind === 'lost' || stage.world.longLeaps() !== leaps || isOld(stage, deed)) return;
  const wasRefunded = deed.outcome === 'refunded' || deed.outcome === 'unknown';
  if (other && !(told.kind === 'refused' && told.code === 'idempotency_conflict'))
    stage.world.violate('same-id-other-arguments-conflict', `${nameOf(deed)} for ${request.units}: ${JSON.stringify(told)}`);
  if (other || wasRefunded || deed.vague) return;
  if (told.kind !== 'done' || !told.value.repeated || told.value.units !== deed.units)
    stage.world.violate('same-id-same-answer', `${nameOf(deed)} again: ${JSON.stringify(told)}`);
}

export async function refund(stage: Stage): Promise<void> {
  const deed = pickCounted(stage, ['spend', 'hold']);
  if (deed === null) return;
  const before = deed.units;
  stage.deeds.end(deed, 'unknown', before);
  const told = await askFor(stage, { deed, act: 'refund' }, (billing) => billing.usage.refund(deed));
  if (told.kind === 'done') stage.deeds.end(deed, 'refunded', before);
}

function pickCounted(stage: Stage, kinds: readonly Deed['kind'][]): Deed | null {
  const [first, ...others] = stage.deeds
    .all()
    .filter((deed) => deed.outcome === 'counted' && !deed.vague && kinds.includes(deed.kind) && !isOld(stage, deed));
  return first === undefined ? null : stage.world.dice.pick([first, ...others]);
}

function isOld({ world }: Stage, { beganAt }: Deed): boolean {
  return world.now() - beganAt > ANSWERS_KEPT_MS / 2;
}
