import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { startRedis } from '../../../../../.config/servers/private-redis.ts';
import { redisStore } from '../../../src/redis.ts';
import { LIMIT } from '../catalog.ts';
import { coalesce, type Deduct } from '../coalesce.ts';
import { type Engine, type EngineOptions, PEER_POINTS } from '../engine.ts';

const DEDUCT = `local admitted = {}
for at, key in ipairs(KEYS) do
  if redis.call('INCRBY', key, 1) <= tonumber(ARGV[1]) then admitted[at] = 1
  else redis.call('DECRBY', key, 1); admitted[at] = 0 end
end
return admitted`;

/** One private server with `appendfsync everysec`; the peer and the bare deduct share a connection, the store has its own. */
export async function openRedisEngine({ concurrency }: EngineOptions): Promise<Engine> {
  const server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'everysec']);
  const url = `redis://127.0.0.1:${server.port}`;
  const client = new Redis(url);
  const limiter = new RateLimiterRedis({ ...PEER_POINTS, storeClient: client, keyPrefix: 'peer' });
  const bare = client.duplicate({ scripts: { deduct: { lua: DEDUCT } } });
  return {
    store: redisStore({ url }),
    consume: (customerId) => limiter.consume(customerId, 1),
    deduct: coalesce(bareDeduct(bare), { largest: concurrency > 256 ? 128 : 32, atOnce: 2 }),
    deductStatement: `EVALSHA "${DEDUCT.replace(/\s+/g, ' ')}"`,
    terms: 'ioredis, one connection each, one server with appendfsync everysec for all',
    async close() {
      client.disconnect();
      bare.disconnect();
      await server.dispose();
    },
  };
}

function bareDeduct(client: Redis): Deduct {
  const command = Reflect.get(client, 'deduct') as (keys: number, ...rest: (string | number)[]) => Promise<number[]>;
  return async (batch) => {
    const admitted = await command.call(client, batch.length, ...batch.map((customer) => `bare:${customer}`), LIMIT);
    return admitted.map((one) => one === 1);
  };
}
