import { afterAll, beforeAll, describe, it } from 'vitest';
import { startRedis, whyNoRedis } from '../../../.config/servers/private-redis.ts';
import { describeWithPostgres } from '../../../.config/servers/with-postgres.ts';
import { walkToPaidPlan } from './walk-to-paid-plan.ts';

describeWithPostgres('the walk with billing in PostgreSQL', (server) => {
  it('while the sample is killed in the middle', () => walkToPaidPlan({ storeUrl: server().connectionString, signal: 'SIGKILL' }));
});

const missing = whyNoRedis();
describe.skipIf(missing !== undefined)(`the walk with billing in Redis${missing === undefined ? '' : `: ${missing}`}`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  });
  afterAll(() => server.dispose());

  it('while the sample is killed in the middle', () => walkToPaidPlan({ storeUrl: `redis://127.0.0.1:${server.port}`, signal: 'SIGKILL' }));
});
