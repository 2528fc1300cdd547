import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { demoEnvironment, demoSeed } from './demo-world.ts';
import { readEnv } from './server/env.ts';
import { startServer } from './server/start.ts';

// The whole sample without any account: a local Polar, the server, the pages. State stays in .data until you delete it.
const dataDir = fileURLToPath(new URL('.data', import.meta.url));
mkdirSync(dataDir, { recursive: true });

const port = await freePort(Number(process.env.PORT ?? 3000));
const secret = keepSecret(`${dataDir}/webhook-secret`);
const polar = await listenPolarEmulator({
  port: await freePort(4100),
  dataFile: `${dataDir}/polar.json`,
  seed: demoSeed({ webhookUrl: `http://localhost:${port}/api/billing/webhooks/polar`, webhookSecret: secret }),
});
const environment = demoEnvironment({ polarUrl: polar.url, webhookSecret: secret, dataDir, port });
const { PROBE_INTERVAL_MS = '10000', STORE_URL } = process.env;
const env = readEnv({ ...environment, PROBE_INTERVAL_MS, ...(STORE_URL === undefined ? {} : { STORE_URL }) });
const server = await startServer(env, { dev: process.argv.includes('--dev') });

console.log(`
  Dashboard      ${server.url}
  Local Polar    ${polar.url}   (no real money; move its clock, stop a payment)

  Sign in, write job descriptions until the Free plan ends, upgrade, go on.
  Ctrl+C stops both. Delete apps/express/.data to begin again.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void server
        .stop()
        .then(() => polar.close())
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
