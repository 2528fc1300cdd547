/** What is needed of a client. */
interface Client {
  call(command: string, args: string[]): Promise<unknown>;
}

const READ: Readonly<Record<string, (key: string) => [command: string, args: string[]]>> = {
  hash: (key) => ['hgetall', [key]],
  zset: (key) => ['zrange', [key, '0', '-1']],
  set: (key) => ['smembers', [key]],
  list: (key) => ['lrange', [key, '0', '-1']],
  string: (key) => ['get', [key]],
};

/** Everything under a prefix on some servers, as text: names of keys and what they hold. */
export async function readRedis(nodes: readonly Client[], prefix: string): Promise<string> {
  const texts = await Promise.all(nodes.map((node) => readNode(node, prefix)));
  return texts.flat().join('\n');
}

async function readNode(node: Client, prefix: string): Promise<string[]> {
  const keys = ((await node.call('keys', ['*'])) as string[]).filter((key) => key.startsWith(prefix) || key.startsWith(`{${prefix}:`));
  return await Promise.all(keys.map(async (key) => JSON.stringify([key, await readKey(node, key)])));
}

async function readKey(node: Client, key: string): Promise<unknown> {
  const read = READ[String(await node.call('type', [key]))];
  return read === undefined ? null : await node.call(...read(key));
}
