import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { PolarSeed } from '../seed.ts';
import { type ListeningPolarEmulator, listenPolarEmulator } from './listen-polar-emulator.ts';

const HELP = `polar-emulator: a local stand-in for Polar

  --port <number>       default 4100
  --data <file>         keep the world in this file between runs
  --webhook-url <url>   send webhooks there
  --seed <file.json>    start with these products and meters
  --quiet               print nothing but faults
  --help`;

/** Starts the emulator from the command line and keeps it until SIGINT or SIGTERM. */
export async function runCli(args: readonly string[], print: (text: string) => void): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4100' },
      data: { type: 'string' },
      'webhook-url': { type: 'string' },
      seed: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(HELP);
    return;
  }
  const emulator = await listenPolarEmulator({
    port: readPort(values.port),
    ...(values.data === undefined ? {} : { dataFile: values.data }),
    ...(values.seed === undefined ? {} : { seed: await readSeed(values.seed) }),
  });
  if (values['webhook-url'] !== undefined) listenAt(emulator, values['webhook-url']);
  if (!values.quiet) print(describe(emulator));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new RangeError(`--port must be a number from 0 to 65535, not ${text}`);
}

async function readSeed(path: string): Promise<PolarSeed> {
  const seed: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (isSeed(seed)) return seed;
  throw new TypeError(`${path} is not a seed: it needs a list of products and a list of meters.`);
}

function isSeed(value: unknown): value is PolarSeed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'products' in value &&
    Array.isArray(value.products) &&
    'meters' in value &&
    Array.isArray(value.meters)
  );
}

/** The endpoint of an earlier run, kept in the data file, is not added twice. */
function listenAt(emulator: ListeningPolarEmulator, url: string): void {
  if (!emulator.webhooks.endpoints().some((endpoint) => endpoint.url === url)) emulator.webhooks.addEndpoint({ url, signing: 'standard' });
}

function describe(emulator: ListeningPolarEmulator): string {
  const endpoints = emulator.webhooks.endpoints().map((endpoint) => `  webhooks      ${endpoint.url}\n  secret        ${endpoint.secret}`);
  return `Polar emulator, API version 2026-10. No real money moves.

  url           ${emulator.url}
  access token  ${emulator.accessToken}
${endpoints.join('\n')}${endpoints.length > 0 ? '\n' : ''}
  TypeScript    createPolar({ accessToken: '${emulator.accessToken}', baseUrl: '${emulator.url}' })
  Python        Polar(access_token='${emulator.accessToken}', server_url='${emulator.url}')
  curl          curl -H 'Authorization: Bearer ${emulator.accessToken}' '${emulator.url}/v1/products/'

Open ${emulator.url} for the products, the clock and the logs.`;
}
