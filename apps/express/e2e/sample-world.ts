import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { findChromium } from '../../../.config/chromium.ts';
import { demoEnvironment, type LocalProductName, listenLocalPolar } from '../demo-world.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const START_DEADLINE_MS = 30_000;

interface SignInOptions extends BrowserContextOptions {
  /** Where the person begins. */
  readonly path?: string;
  /** The meter or heading that shows that the page is there. */
  readonly sees?: string;
}

const PRODUCTS = ['recruiting', 'chat', 'images'] as const satisfies readonly LocalProductName[];

/** The sample as a person meets it: the server in its own process, a local Polar for each product, and Chromium. */
export async function openSample({ storeUrl }: { storeUrl?: string } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'plimsoll-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const ports = Object.fromEntries(await Promise.all(PRODUCTS.map(async (name) => [name, await freePort()] as const)));
  const listen = (name: LocalProductName) =>
    listenLocalPolar(name, { port: ports[name] ?? 0, dataDir, appUrl: url, webhookSecret: SECRET });
  const polars = { recruiting: await listen('recruiting'), chat: await listen('chat'), images: await listen('images') };
  const polarUrls = { recruiting: polars.recruiting.url, chat: polars.chat.url, images: polars.images.url };
  let environment: Record<string, string> = {
    ...demoEnvironment({ polarUrls, webhookSecret: SECRET, dataDir, port }),
    ...{ PROBE_INTERVAL_MS: '1000' },
    ...(storeUrl === undefined ? {} : { STORE_URL: storeUrl }),
  };
  let server = await startServer(environment);
  const browser = await launch();

  return {
    url,
    polar: (name: LocalProductName = 'recruiting') => polars[name],
    /** A browser of its own, with somebody signed in. */
    async signIn(userId: string, { path = '/', sees = 'Job descriptions', ...options }: SignInOptions = {}): Promise<Page> {
      const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })).newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(`${url}${path}`);
      await page.getByRole('button', { name: `Sign in as ${userId}` }).click();
      await page
        .getByRole('meter', { name: sees })
        .or(page.getByRole('heading', { name: sees }))
        .first()
        .waitFor();
      return page;
    },
    /** Ends the server and starts it again on the same files. SIGKILL gives it no chance to tidy up. */
    async restart(signal: 'SIGTERM' | 'SIGKILL', { aheadMs }: { aheadMs?: number } = {}) {
      await end(server, signal);
      if (aheadMs !== undefined) environment = { ...environment, CLOCK_AHEAD_MS: String(aheadMs) };
      server = await startServer(environment);
    },
    async stopPolar() {
      await polars.recruiting.close();
    },
    async startPolar() {
      polars.recruiting = await listen('recruiting');
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await end(server, 'SIGTERM');
      await Promise.all(Object.values(polars).map((polar) => polar.close()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('No Chromium was found. Run `pnpm test` once, which installs it, or set PLIMSOLL_CHROMIUM.');
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath, args });
}

async function startServer(environment: Record<string, string>): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['--conditions=@plimsoll/source', main], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server did not start within ${START_DEADLINE_MS} ms.`)), START_DEADLINE_MS);
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it was ready.`)));
    server.stdout?.on('data', (text: Buffer) => {
      if (!text.toString().includes('The sample runs at')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return server;
}

async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No free port was found.');
  return address.port;
}
