import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createPolarEmulator, type PolarEmulator, WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@plimsoll/polar-emulator';
import { ACCESS_TOKEN, PRODUCTS, WEBHOOK_SECRET } from './catalog.ts';
import type { Dice } from './dice.ts';
import { listenLocal } from './listen-local.ts';
import type { WebhookStorm } from './webhook-storm.ts';

// A receiver that is down for a second must not lose its endpoint after ten attempts: they spread over half a minute.
const RETRY_SCALE = 0.05;
// Usage changes the state of a customer too; Polar collects such changes for a second and more.
const STATE_DELAY_MS = 700;

/** The provider of a run, inside the rig's own process, where no fault can reach what it knows. */
export interface PolarWorld {
  readonly emulator: PolarEmulator;
  readonly port: number;
  /** Usage events that were sent again although the provider had them. Those whose answer was cut are not counted. */
  duplicates(): number;
  /** Asks the API directly, as the provider's own desk would. Null: a fault hit, or it was refused. */
  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown> | null>;
  close(): Promise<void>;
}

/** Opens a local Polar on a free port, with every webhook going through the storm. */
export async function openPolarWorld({ dice, storm }: { dice: Dice; storm: WebhookStorm }): Promise<PolarWorld> {
  const emulator = createPolarEmulator({
    seed: {
      products: Object.entries(PRODUCTS).map(([name, id], index) => ({
        ...{ id, name, currency: 'usd', interval: 'month' as const, priceAmount: index === 0 ? 4900 : 49_900 },
      })),
      meters: [],
      // The storm knows where the servers are.
      webhookEndpoints: [{ url: 'http://127.0.0.1/webhooks', secret: WEBHOOK_SECRET, signing: 'standard', events: eventsOf(dice) }],
    },
    ...{ accessToken: ACCESS_TOKEN, retryScale: RETRY_SCALE, stateDelayMs: STATE_DELAY_MS, deliver: storm.deliver, random: dice.next },
  });
  let duplicates = 0;
  const server = createServer((incoming, outgoing) => {
    serve(emulator, incoming, outgoing).then(
      (found) => {
        duplicates += found;
      },
      // The emulator was told to cut the connection.
      () => outgoing.destroy(),
    );
  });
  const port = await listenLocal(server);
  emulator.setBaseUrl(`http://127.0.0.1:${port}`);

  return {
    emulator,
    port,
    duplicates: () => duplicates,
    ask: (method, path, body) => askDirectly(emulator, { method, path, body }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

// Polar says most things several times, so one webhook mends what became of another. Each run listens to less: without the state that
// every usage changes, or to nothing but the one event that comes with each change of a subscription.
function eventsOf(dice: Dice): readonly WebhookEventType[] {
  const quiet = WEBHOOK_EVENT_TYPES.filter((type) => type !== 'customer.state_changed');
  return dice.pick<readonly WebhookEventType[]>([WEBHOOK_EVENT_TYPES, quiet, ['subscription.updated']]);
}

/** Answers one request over HTTP; gives how many usage events in it were known before. */
async function serve(emulator: PolarEmulator, incoming: IncomingMessage, outgoing: ServerResponse): Promise<number> {
  const abandoned = new AbortController();
  outgoing.once('close', () => abandoned.abort());
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
  const url = `http://127.0.0.1${incoming.url}`;
  const response = await emulator.fetch(new Request(url, { method, headers, signal: abandoned.signal, ...body }));
  const text = await response.text();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(text);
  return response.ok && url.endsWith('/v1/events/ingest') ? Number(JSON.parse(text).duplicates) : 0;
}

async function askDirectly(emulator: PolarEmulator, asked: { method: string; path: string; body: unknown }) {
  const { method, path, body } = asked;
  const request = new Request(`http://127.0.0.1${path}`, {
    ...{ method, signal: AbortSignal.timeout(500) },
    headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await emulator.fetch(request).catch(() => null);
  return response?.ok ? ((await response.json()) as Record<string, unknown>) : null;
}
