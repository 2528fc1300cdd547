import { readdirSync, readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import { readScript, scriptNames } from './scripts.ts';

const missing = whyNoRedis();

function filesOf(folder: string): (readonly [string, string])[] {
  const place = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(place).map((name) => [name, readFileSync(new URL(name, place), 'utf8')] as const);
}

describe('the Lua commands', () => {
  it.each(filesOf('commands'))('%s says what it does, takes and gives', (_, text) => {
    expect(text).toMatch(/^-- [A-Z].*\.\n(-- .*\n)*-- KEYS: {4}\S.*\n(-- ARGV: {4}\S.*\n)?(-- .*\n)*-- Returns: \S/);
    expect(text.includes('ARGV')).toBe(/^-- ARGV/m.test(text));
  });

  it.each([...filesOf('commands'), ...filesOf('parts')])('%s begins with its purpose and keeps to the length of a file', (_, text) => {
    expect(text).toMatch(/^-- [A-Z]/);
    expect(text.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('are all known to the store, and each file is one of them', () => {
    const files = filesOf('commands').map(([name]) => name.replace('.lua', ''));
    expect([...scriptNames].sort()).toEqual(files.sort());
  });

  it('compile on a server, and have the names that it gives them', async (ctx) => {
    if (missing !== undefined) return ctx.skip(missing);
    const server = await startRedis();
    const client = new Redis(server.port);
    for (const name of scriptNames) {
      const { text, sha } = readScript(name);
      expect(await client.script('LOAD', text)).toBe(sha);
    }
    client.disconnect();
    await server.dispose();
  });
});
