import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { demoEnvironment, listenLocalPolar } from './demo-world.ts';
import { readEnv } from './server/env.ts';
import { startServer } from './server/start.ts';

// The whole sample without any account: a local Polar for each product, the server, the pages. State stays in .data until you delete it.
const dataDir = fileURLToPath(new URL('.data', import.meta.url));
mkdirSync(dataDir, { recursive: true });

const port = await freePort(Number(process.env.PORT ?? 3000));
const webhookSecret = keepSecret(`${dataDir}/webhook-secret`);
const place = { dataDir, webhookSecret, appUrl: `http://localhost:${port}` };
const recruiting = await listenLocalPolar('recruiting', { ...place, port: await freePort(4100) });
const chat = await listenLocalPolar('chat', { ...place, port: await freePort(4101) });
const images = await listenLocalPolar('images', { ...place, port: await freePort(4102) });
const polars = { recruiting, chat, images };
const polarUrls = { recruiting: recruiting.url, chat: chat.url, images: images.url };
const { PROBE_INTERVAL_MS = '10000', STORE_URL } = process.env;
const environment = demoEnvironment({ polarUrls, webhookSecret, dataDir, port });
const env = readEnv({ ...environment, PROBE_INTERVAL_MS, ...(STORE_URL === undefined ? {} : { STORE_URL }) });
const server = await startServer(env, { dev: process.argv.includes('--dev') });

console.log(`
  Dashboard        ${server.url}          monthly allowances      local Polar ${polarUrls.recruiting}
  Chat             ${server.url}/chat     tokens with overage     local Polar ${polarUrls.chat}
  Images           ${server.url}/images   credit packs            local Polar ${polarUrls.images}

  Sign in, write job descriptions until the Free plan ends, upgrade, go on. No real money: on a local Polar you move the clock and stop payments.
  Ctrl+C stops all. Delete apps/express/.data to begin again.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void server
        .stop()
        .then(() => Promise.all(Object.values(polars).map((polar) => polar.close())))
        .then(() => process.exit(0)),
  );
}

function keepSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `whsec_${randomBytes(24).toString('base64')}`, { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function freePort(wanted: number): Promise<number> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => probe.once('error', () => resolve(false)).listen(wanted, () => resolve(true)));
  const address = probe.address();
  await new Promise((resolve) => (free ? probe.close(resolve) : resolve(undefined)));
  if (free && typeof address === 'object' && address !== null) return address.port;
  console.log(`Port ${wanted} is taken; using another one.`);
  return freePort(0);
}
