import { setTimeout as delay } from 'node:timers/promises';
import { auditAccess } from './audit/audit-access.ts';
import { auditAll } from './audit/audit-all.ts';
import { auditSubscriptions } from './audit/audit-subscriptions.ts';
import { drain } from './drain.ts';
import { type Executed, stopGracefully } from './execute-kill.ts';
import { planKills } from './kill-plan.ts';
import { openRig, type Rig } from './open-rig.ts';
import type { TortureOptions } from './options.ts';
import { subscribe } from './plan-changes.ts';
import { percentile, type Report } from './report.ts';
import { runKills } from './run-kills.ts';
import { runLoad } from './run-load.ts';
import { startWeather } from './weather.ts';

// These say that something was lost or is not in order, whatever the audit finds.
const BAD_ALERTS = ['webhook_dead', 'webhook_missed', 'webhook_signature_rejected', 'inconsistent_state', 'usage_parked'];

export interface Watcher {
  /** Called twice a second with how far the load has come, from 0 to 1. */
  readonly onProgress?: (rig: Rig, progress: number) => void;
  /** Called where the files of a run with violations are kept. */
  readonly onKept?: (directory: string) => void;
}

interface Abuse {
  readonly executed: readonly Executed[];
  readonly planChanges: number;
  readonly faults: number;
  readonly seconds: number;
  readonly wrong: readonly string[];
}

/** One run: start, abuse, heal, drain, stop, audit. */
export async function torture(options: TortureOptions, watcher: Watcher = {}): Promise<Report> {
  const rig = await openRig(options);
  const began = rig.now();
  let violations: readonly string[] = ['The run did not come to its end.'];
  try {
    await startAll(rig);
    const abuse = await abuseServers(rig, options, watcher);
    const settled = await settle(rig);
    const months = monthOf(rig.now()) - monthOf(began) + 1;
    violations = [
      ...abuse.wrong,
      ...abuse.executed.flatMap(({ problem = [] }) => problem),
      ...settled.problems,
      ...findBadAlerts(rig),
      ...(await auditAll(rig, { months })),
    ];
    return reportOf(rig, options, { abuse, stopMs: settled.stopMs, violations });
  } finally {
    const keep = violations.length > 0;
    await rig.close({ keep });
    if (keep) watcher.onKept?.(rig.directory);
  }
}

async function startAll({ posts, customers, world }: Rig): Promise<void> {
  for (const { slot } of posts) {
    const died = await slot.start();
    if (died !== null) throw new Error(`A server could not start: ${died.errors}`);
  }
  for (const { id, kind } of customers) {
    if (kind !== 'free') await subscribe(world, id, kind === 'enterprise' ? 'enterprise' : 'pro');
  }
}

async function abuseServers(rig: Rig, options: TortureOptions, { onProgress }: Watcher): Promise<Abuse> {
  const { seed, lanes, kills, seconds, operations, store } = options;
  const storeToo = rig.storePlace.crash !== null;
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const done = () => rig.oracle.deeds().length - rig.oracle.count('open');
  const progress = () => Math.max(elapsed() / seconds, done() / operations);
  const wrong: string[] = [];
  let killing = true;
  let over = false;

  const weather = startWeather({ world: rig.world, proxy: rig.proxy, dice: rig.dice.fork('weather') });
  const ticker = setInterval(() => onProgress?.(rig, Math.min(1, progress())), 500);
  const going = () => !over && (killing || progress() < 1);
  const loading = runLoad(rig, { seed, lanes, going, progress, onWrong: (problem) => void wrong.push(problem) });
  const plan = planKills(kills, { dice: rig.dice.fork('kills'), store, storeToo });
  let executed: readonly Executed[];
  try {
    executed = await runKills(rig, plan, progress);
    killing = false;
    while (progress() < 1) await delay(20);
  } finally {
    over = true;
    await weather.stop();
    clearInterval(ticker);
  }
  return { executed, planChanges: await loading, faults: weather.spells(), seconds: elapsed(), wrong };
}

async function settle(rig: Rig): Promise<{ problems: string[]; stopMs: number }> {
  const { posts, world, storm, jump, heard } = rig;
  const { url } = posts[0].slot;
  const drained = await drain({ url, world, storm, jump });
  const subscriptions = await auditSubscriptions(rig);
  const access = await auditAccess({ url, customers: [...rig.customers, ...rig.newcomers], told: heard.access, jump });
  const stops = await Promise.all(posts.map(({ slot }) => stopGracefully(slot)));
  return {
    problems: [...drained, ...subscriptions, ...access, ...stops.flatMap(({ problem = [] }) => problem)],
    stopMs: Math.max(...stops.map(({ stopMs }) => stopMs)),
  };
}

function findBadAlerts({ heard }: Rig): string[] {
  return BAD_ALERTS.filter((code) => heard.alerts.has(code)).map((code) => `Alert ${code}: ${heard.lastAlert.get(code)}`);
}

function reportOf(rig: Rig, options: TortureOptions, run: { abuse: Abuse; stopMs: number; violations: readonly string[] }): Report {
  const { oracle, world, storm, heard, posts } = rig;
  const { executed, seconds, faults, planChanges } = run.abuse;
  const events = world.emulator.events();
  const recoveries = posts.flatMap(({ slot }) => slot.recoveries());
  const places = Object.entries(Object.groupBy(executed, ({ place }) => place)).map(([place, own]) => [place, own?.length ?? 0] as const);
  return {
    ...{ seed: options.seed, store: options.store, seconds, faults, planChanges, violations: run.violations },
    deeds: oracle.deeds().length,
    acknowledged: oracle.count('counted') + oracle.count('refunded'),
    released: oracle.count('nothing'),
    refused: oracle.count('refused'),
    abandoned: oracle.count('unknown'),
    repeats: posts.reduce((sum, { courier }) => sum + courier.repeats(), 0),
    kills: executed.length,
    places: Object.fromEntries(places),
    restartMs: { p50: percentile(recoveries, 0.5), p99: percentile(recoveries, 0.99) },
    stopMs: Math.max(run.stopMs, ...executed.map(({ stopMs = 0 }) => stopMs)),
    events: events.length,
    units: events.reduce((sum, { metadata }) => sum + Number(metadata['units']), 0),
    duplicates: world.duplicates(),
    webhooks: storm.acknowledged().size,
    deliveries: storm.accepted(),
    accessChanges: heard.accessChanges,
    alerts: Object.fromEntries(heard.alerts),
  };
}

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
