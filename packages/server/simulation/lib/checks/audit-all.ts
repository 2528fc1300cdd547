import type { Stage } from '../actors/stage.ts';
import { METERS } from '../catalog.ts';
import { ACCESS_SWEEP_MS, PROBE_INTERVAL_MS } from '../settings.ts';
import { auditDeeds } from './audit-deeds.ts';
import { auditHealth } from './audit-health.ts';
import { auditLedger } from './audit-ledger.ts';
import { auditUsage, auditWebhooks } from './audit-queues.ts';
import { auditCredits, auditSnapshots, readRows } from './audit-snapshots.ts';
import { auditAccess, auditStates } from './audit-states.ts';
import { comeToFullRest, comeToRest, finish, heal, readAllAgain, reconcile } from './settle.ts';

/** Calls take time, and a round that is under way ends first. */
const SLACK_MS = 12_000;

/** Ends the faults, waits until all is quiet, and holds everything against the oracle. */
export async function auditAll(stage: Stage): Promise<void> {
  heal(stage);
  const waiting = await comeToFullRest(stage);
  if (waiting !== null) return stage.world.violate('all-that-waits-comes-to-rest', waiting);
  await auditDeeds(stage);
  await auditLedger(stage);
  await auditUsage(stage);
  await auditWebhooks(stage);
  // Nothing was lost for good and no reading lagged, so the webhooks alone must have brought the truth.
  if (stage.courier.givenUp() === 0 && stage.model.staleReads === 0) await auditSnapshots(stage, 'webhooks-alone-bring-the-truth');
  await auditRecovery(stage);
  await auditLater(stage);
}

// When one interval has gone by somebody asks the provider, and the others learn at their next look what was found.
async function auditRecovery(stage: Stage): Promise<void> {
  const { world } = stage;
  world.leap(PROBE_INTERVAL_MS);
  stage.life.runDue();
  await comeToRest(stage);
  await world.scheduler.run(SLACK_MS);
  await auditHealth(stage);
}

async function auditLater(stage: Stage): Promise<void> {
  const { world } = stage;
  const waiting = await readAllAgain(stage);
  if (waiting !== null) return world.violate('all-that-waits-comes-to-rest', `after a day: ${waiting}`);
  const readAt = world.scheduler.now();
  await auditSnapshots(stage, 'a-lost-webhook-is-made-good');
  await auditCredits(stage);
  await useEverything(stage);
  await auditStates(stage);
  // The host hears with the next sweep.
  await runUntil(stage, readAt + ACCESS_SWEEP_MS + SLACK_MS);
  await auditAccess(stage);
  const [before, changes] = [await readRows(stage), stage.model.changes()];
  await reconcile(stage);
  await auditSnapshots(stage, 'a-lost-webhook-is-made-good');
  if (stage.model.changes() === changes && (await readRows(stage)) !== before)
    world.violate('a-second-reconcile-changes-nothing', `${before} became ${await readRows(stage)}`);
}

// So that every present window has something in it.
async function useEverything(stage: Stage): Promise<void> {
  const { customers, instances, world } = stage;
  const uses = customers.flatMap((customerId) => METERS.map((meter) => ({ customerId, meter })));
  const answers = await finish(stage, () =>
    Promise.all(uses.map((use) => world.dice.pick(instances).call((billing) => billing.usage.record({ ...use, userId: 'user-1' })))),
  );
  const failed = answers.find(({ kind }) => kind !== 'done');
  if (failed !== undefined) world.violate('everyone-answers-when-all-is-well', `a record: ${JSON.stringify(failed)}`);
  const waiting = await comeToRest(stage);
  if (waiting !== null) world.violate('all-that-waits-comes-to-rest', waiting);
  await auditUsage(stage);
}

async function runUntil({ world }: Stage, at: number): Promise<void> {
  await world.scheduler.run(Math.max(0, at - world.scheduler.now()));
}
