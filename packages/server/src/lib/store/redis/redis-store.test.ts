import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import { readRedis } from '../../../../../../.config/servers/read-redis.ts';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import { redisStore } from './redis-store.ts';

const missing = whyNoRedis();
let server: PrivateRedis | undefined;
let client: Redis;
let installations = 0;

beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startRedis();
  client = new Redis(server.port);
});
afterAll(async () => {
  client?.disconnect();
  await server?.dispose();
});
beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});

describeStore('Redis', {
  async create() {
    let time = Date.UTC(2026, 10, 20, 10, 20);
    installations += 1;
    const prefix = `installation-${installations}`;
    const store = redisStore({ client }, { prefix, now: () => time });
    return {
      store,
      contents: () => readRedis([client], prefix),
      advance: (ms) => {
        time += ms;
      },
      dispose: () => store.close(),
    };
  },
});
