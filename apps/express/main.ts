import { existsSync } from 'node:fs';
import { readEnv } from './server/env.ts';
import { startServer } from './server/start.ts';

if (existsSync('.env')) process.loadEnvFile('.env');

const server = await startServer(readEnv(process.env), { dev: process.argv.includes('--dev') });
console.log(`The sample runs at ${server.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
