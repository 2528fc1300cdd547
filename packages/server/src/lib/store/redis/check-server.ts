import { BillingError } from '@plimsoll/contract';
import { isCluster, type RedisClient, type RedisNode } from './redis-client.ts';

/** What a server says of itself. */
interface ServerSettings {
  readonly evicts: boolean;
  /** Whether every write is on disk before it is answered. */
  readonly durable: boolean;
}

/** Reads how every server is set. Rejects with `store_unavailable` when one may throw balances away to make room. */
export async function checkServers(client: RedisClient): Promise<{ durable: boolean }> {
  const nodes: readonly RedisNode[] = isCluster(client) ? await mastersOf(client) : [client];
  const settings = await Promise.all(nodes.map(readSettings));
  if (settings.some(({ evicts }) => evicts))
    throw new BillingError(
      'store_unavailable',
      'Redis may evict keys when its memory is full, and with them balances that customers paid for. Set maxmemory-policy to noeviction.',
    );
  return { durable: settings.every(({ durable }) => durable) };
}

// A cluster knows its servers once it has connected; any command waits for that.
async function mastersOf(client: RedisClient & { nodes(role: 'master'): RedisNode[] }): Promise<RedisNode[]> {
  await client.call('ping', []);
  return client.nodes('master');
}

async function readSettings(node: RedisNode): Promise<ServerSettings> {
  try {
    const [policy, appendOnly, sync] = await Promise.all(
      ['maxmemory-policy', 'appendonly', 'appendfsync'].map((name) => readSetting(node, name)),
    );
    return { evicts: policy !== 'noeviction', durable: appendOnly === 'yes' && sync === 'always' };
  } catch (error) {
    // Hosted servers often forbid CONFIG; INFO says whether keys are evicted, but not how often the disk is written.
    if (!(error instanceof Error && /NOPERM|unknown command|CONFIG/i.test(error.message))) throw error;
    const info = String(await node.call('info', ['memory']));
    return { evicts: !/^maxmemory_policy:noeviction\s*$/m.test(info), durable: false };
  }
}

async function readSetting(node: RedisNode, name: string): Promise<string | undefined> {
  const reply = await node.call('config', ['get', name]);
  // A list of names and values, or an object where the host asked its client for those.
  if (Array.isArray(reply)) return String(reply[1]);
  return typeof reply === 'object' && reply !== null ? String(Object.values(reply)[0]) : undefined;
}
