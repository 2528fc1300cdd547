import { mkdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Logger } from '@plimsoll/server';
import type { Express } from 'express';
import { openChat } from '../products/chat/open-chat.ts';
import { openImages } from '../products/images/open-images.ts';
import type { Product, ProductPlace } from '../products/product.ts';
import { openRecruiting } from '../products/recruiting/open-recruiting.ts';
import { createApp } from './app.ts';
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

  const sessions = createSessions(env.SESSION_SECRET);
  const products = openProducts({ env, appUrl: new URL(url).origin, logger, sessions });
  const sample = createApp({ sessions, products });
  await serveWeb(sample, { server, dev, outDir: resolve(env.DATA_DIR, 'web') });
  await Promise.all(products.map(([, product]) => startProduct(product)));
  app = sample;

  return {
    url,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(products.map(([, { billing }]) => billing.stop()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      await closed;
      for (const [, product] of products) product.close();
    },
  };
}

// The longest path first: the recruiting tool has the rest of `/api`.
function openProducts(place: ProductPlace): [path: string, product: Product][] {
  return [
    ...(place.env.chat === null ? [] : [['/api/chat', openChat(place, place.env.chat)] as [string, Product]]),
    ...(place.env.images === null ? [] : [['/api/images', openImages(place, place.env.images)] as [string, Product]]),
    ['/api', openRecruiting(place)],
  ];
}

async function startProduct({ name, billing }: Product): Promise<void> {
  await billing.start();
  // Alerts name what would misbill; a Polar that is away is no reason not to start.
  billing
    .verifyProvider()
    .catch((error: unknown) => logger.warn(`the set-up of ${name} at the provider could not be checked`, { error: String(error) }));
}

function sayStarting(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' }).end('Starting. Try again in a moment.\n');
}

const logger: Logger = {
  info() {},
  warn: (message, fields) => console.warn(message, fields ?? ''),
  error: (message, fields) => console.error(message, fields ?? ''),
};
