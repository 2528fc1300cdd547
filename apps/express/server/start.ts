import { mkdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Logger } from '@plimsoll/server';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { createAppBilling } from './billing.ts';
import { openDrafts } from './drafts.ts';
import type { Env } from './env.ts';
import { serveWeb } from './serve-web.ts';
import { createSessions } from './session.ts';

export interface RunningServer {
  readonly url: string;
  /** Ends requests and background work, closes the stores. */
  stop(): Promise<void>;
}

/** Starts the sample on the environment's port (0: any free one). */
export async function startServer(env: Env, { dev = false }: { dev?: boolean } = {}): Promise<RunningServer> {
  mkdirSync(env.DATA_DIR, { recursive: true });
  let app: Express | undefined;
  // The port is taken before the pages are built, because the address is part of the set-up; who comes early is asked to come again.
  const server = createServer((request, response) => (app === undefined ? sayStarting(response) : app(request, response)));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, resolve));
  const url = env.APP_URL ?? `http://localhost:${(server.address() as AddressInfo).port}`;

  const billing = createAppBilling(env, { appUrl: new URL(url).origin, logger });
  const drafts = openDrafts(env.DATA_DIR);
  const sample = createApp({ billing, drafts, sessions: createSessions(env.SESSION_SECRET) });
  await serveWeb(sample, { server, dev, outDir: resolve(env.DATA_DIR, 'web') });
  await billing.start();
  // Alerts name what would misbill; a Polar that is away is no reason not to start.
  billing
    .verifyProvider()
    .catch((error: unknown) => logger.warn('the set-up at the provider could not be checked', { error: String(error) }));
  app = sample;

  return {
    url,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await billing.stop();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      await closed;
      drafts.close();
    },
  };
}

function sayStarting(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' }).end('Starting. Try again in a moment.\n');
}

const logger: Logger = {
  info() {},
  warn: (message, fields) => console.warn(message, fields ?? ''),
  error: (message, fields) => console.error(message, fields ?? ''),
};
