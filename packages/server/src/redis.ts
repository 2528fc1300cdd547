export type { RedisClient, RedisNode } from './lib/store/redis/redis-client.ts';
export { type RedisPlace, type RedisStoreOptions, redisStore } from './lib/store/redis/redis-store.ts';
