import { expect, it, type TestContext } from 'vitest';
import { findPostgres } from '../../../.config/servers/postgres.ts';
import { whyNoRedis } from '../../../.config/servers/private-redis.ts';
import type { StoreKind } from './lib/store-kinds.ts';
import { torture } from './lib/torture.ts';

// This seed kills the store's server, then a process between the ledger's answer and its caller, then one at its start.
const SMALL = {
  seed: 17,
  seconds: Number.POSITIVE_INFINITY,
  operations: 200,
  kills: 3,
  servers: 2,
  customers: 10,
  lanes: 12,
  location: null,
};

function whyNoPostgres(): string | undefined {
  if (findPostgres() !== undefined) return undefined;
  const why = 'no PostgreSQL: set PLIMSOLL_POSTGRES_BIN, or install the package `postgresql`';
  if (process.env['CI']) throw new Error(why);
  return why;
}

async function survive(context: TestContext, { store, reason }: { store: StoreKind; reason: string | undefined }): Promise<void> {
  context.skip(reason !== undefined, reason);
  const report = await torture({ ...SMALL, store });
  expect(report.violations).toEqual([]);
  expect(report.places).toMatchObject({ 'kill -9 of the store': 1 });
  expect(report.acknowledged).toBeGreaterThan(50);
}

it('two servers on one PostgreSQL lose and double nothing when they and it are killed', async (context) => {
  await survive(context, { store: 'postgres', reason: whyNoPostgres() });
}, 60_000);

it('two servers on one Redis lose and double nothing when they and it are killed', async (context) => {
  await survive(context, { store: 'redis', reason: whyNoRedis() });
}, 60_000);
