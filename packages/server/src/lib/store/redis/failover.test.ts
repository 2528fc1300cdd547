import { defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  openRedirect,
  type PrivateRedis,
  promote,
  type Redirect,
  startRedis,
  startReplica,
  whyNoRedis,
} from '../../../../../../.config/servers/private-redis.ts';
import type { Alert } from '../../alert.ts';
import { type Billing, createBilling } from '../../create-billing.ts';
import { stubProvider } from '../../journeys/outbox-world.ts';
import { redisStore } from './redis-store.ts';

const SOON_MS = 2000;
/** Long enough for a check and its alert. */
const QUIET_MS = 600;
const LANES = 8;
const missing = whyNoRedis();

const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { jobs: 1_000_000 } } },
  fallbackTier: 'free',
});

/** A primary, a replica that follows it over a link which can be cut, and the address by which applications reach whichever is primary. */
interface Pair {
  readonly primary: PrivateRedis;
  readonly replica: PrivateRedis;
  readonly link: Redirect;
  readonly address: Redirect;
}

const ends: (() => Promise<unknown>)[] = [];

beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openPair(): Promise<Pair> {
  const primary = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  ends.push(() => primary.dispose());
  const link = await openRedirect(primary.port);
  ends.push(() => link.close());
  const replica = await startReplica(link.port);
  ends.push(() => replica.dispose());
  const address = await openRedirect(primary.port);
  ends.push(() => address.close());
  return { primary, replica, link, address };
}

/** The replica takes over as it is, and applications are led to it; gives when. */
async function failOver({ primary, replica, address }: Pair): Promise<number> {
  await primary.kill();
  await promote(replica);
  const at = performance.now();
  address.point(replica.port);
  return at;
}

interface Application {
  readonly billing: Billing<typeof catalog>;
  readonly lost: (Alert & { at: number })[];
  used(): Promise<number>;
}

async function openApplication(port: number): Promise<Application> {
  const lost: Application['lost'] = [];
  const store = redisStore({ url: `redis://127.0.0.1:${port}` });
  const billing = createBilling({
    catalog,
    store,
    provider: stubProvider({ capabilities: { portal: false, usage: false, providerMeters: false } }),
    allowedOrigins: ['https://app.acme.example'],
    onAlert(alert) {
      if (alert.code === 'store_lost_writes') lost.push({ ...alert, at: performance.now() });
    },
  });
  await billing.start();
  ends.push(() => billing.stop());
  const used = async () => (await billing.usage.check({ customerId: 'acme', meter: 'jobs' })).balance.used;
  return { billing, lost, used };
}

/** Spends one unit after the other until it is stopped; what was acknowledged and what nobody knows of are counted by the caller. */
function spendOn({ billing }: Application) {
  const counted = { acknowledged: 0, unknown: 0 };
  let stopped = false;
  const lane = async () => {
    while (!stopped) {
      await billing.usage.spend({ customerId: 'acme', meter: 'jobs', units: 1 }).then(
        () => {
          counted.acknowledged += 1;
        },
        () => {
          counted.unknown += 1;
        },
      );
      // A server that is away refuses at once.
      if (counted.unknown > 0) await pause(10);
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  return {
    counted,
    async stop() {
      stopped = true;
      await Promise.all(lanes);
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the replica has what the primary has. */
async function hasAll({ primary, replica }: Pair): Promise<void> {
  await vi.waitFor(async () => {
    const [here, there] = await Promise.all([versionOn(primary), versionOn(replica)]);
    expect(there).toBe(here);
  });
}

async function versionOn({ port }: PrivateRedis): Promise<number> {
  const store = redisStore({ url: `redis://127.0.0.1:${port}` });
  const version = await store.changes.version('acme');
  await store.close();
  return version;
}

const alerted = ({ lost }: Application) => vi.waitFor(() => expect(lost).toHaveLength(1), { timeout: 5000, interval: 10 });

describe('a replica that takes over', () => {
  it('and lacks what was acknowledged meanwhile: it is alerted within two seconds under load, and the store goes on', async () => {
    const pair = await openPair();
    const application = await openApplication(pair.address.port);
    const before = spendOn(application);
    await pause(100);
    await before.stop();
    await hasAll(pair);
    pair.link.point(null);
    const during = spendOn(application);
    await pause(150);
    const at = await failOver(pair);
    const cutOff = during.counted.acknowledged;
    await alerted(application);
    expect((application.lost[0]?.at ?? 0) - at).toBeLessThan(SOON_MS);
    await pause(200);
    await during.stop();
    const there = await application.used();
    // What nobody knows of may be there or not. Lost is at the most what was acknowledged while the replica was cut off.
    const acknowledged = before.counted.acknowledged + during.counted.acknowledged;
    expect(acknowledged - there).toBeGreaterThan(0);
    expect(acknowledged - there).toBeLessThanOrEqual(cutOff);
    expect(during.counted.acknowledged).toBeGreaterThan(cutOff);
    expect(application.lost).toMatchObject([{ priority: 'immediate', context: { store: 'redis', customerId: 'acme' } }]);
    await application.billing.usage.spend({ customerId: 'acme', meter: 'jobs', units: 5 });
    expect(await application.used()).toBe(there + 5);
  });

  it('and lacks something: it is alerted within two seconds when nobody asks for anything any more', async () => {
    const pair = await openPair();
    const application = await openApplication(pair.address.port);
    pair.link.point(null);
    await application.billing.usage.spend({ customerId: 'acme', meter: 'jobs', units: 1 });
    const at = await failOver(pair);
    await alerted(application);
    expect((application.lost[0]?.at ?? 0) - at).toBeLessThan(SOON_MS);
    expect(application.lost[0]).toMatchObject({ priority: 'immediate', context: { customerId: 'acme', seen: 1, found: 0, losses: 1 } });
  });

  it('and has everything: there is no alert', async () => {
    const pair = await openPair();
    const application = await openApplication(pair.address.port);
    const spending = spendOn(application);
    await pause(100);
    await spending.stop();
    await hasAll(pair);
    await failOver(pair);
    await pause(QUIET_MS);
    expect(await application.used()).toBe(spending.counted.acknowledged);
    expect(application.lost).toEqual([]);
  });
});
