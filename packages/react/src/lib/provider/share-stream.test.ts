import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findChromium } from '../../../../../.config/chromium.ts';
import { balanceOf, catalog, stateOf } from '../testing/acme.ts';

const executablePath = findChromium();
const WAIT = { timeout: 15_000 };

const APPLICATION = `
  import { createRoot } from 'react-dom/client';
  import { createElement as h } from 'react';
  import { BillingProvider, MeterWidget } from './index.ts';
  const scope = new URLSearchParams(location.search).get('scope') ?? undefined;
  const widget = h(MeterWidget, { meter: 'job_descriptions' });
  createRoot(document.body).render(h(BillingProvider, { baseUrl: '/api/billing', scope, children: widget }));
`;

/** A small application server that counts who listens. */
async function serve() {
  const { outputFiles } = await build({
    stdin: { contents: APPLICATION, resolveDir: `${import.meta.dirname}/../..`, loader: 'ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    conditions: ['@plimsoll/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: '/',
    write: false,
    logLevel: 'silent',
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path.replaceAll('\\', '/'), text]));
  const listeners = new Set<ServerResponse>();
  let used = 12;
  const say = (response: ServerResponse) => response.write(`event: state\ndata: {"version":${used},"degraded":false}\n\n`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const json = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (pathname === '/api/billing/state') return json(stateOf({ version: used, meters: { job_descriptions: balanceOf({ used }) } }));
    if (pathname === '/api/billing/catalog') return json(catalog);
    const file = files.get(pathname);
    if (file !== undefined) return response.setHeader('content-type', 'text/javascript').end(file);
    if (pathname !== '/api/billing/live')
      return response.setHeader('content-type', 'text/html').end('<!doctype html><body><script type="module" src="/stdin.js"></script>');
    response.setHeader('content-type', 'text/event-stream');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    return say(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listeners,
    spend() {
      used += 1;
      for (const listener of listeners) say(listener);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const shows = (page: Page, text: string) => page.getByText(text).waitFor(WAIT);

describe.skipIf(executablePath === undefined && !process.env['CI'])('the tabs of one browser (needs Chromium)', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  beforeAll(async () => {
    server = await serve();
    browser = await chromium.launch({ executablePath: executablePath ?? '/chromium-not-found' });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('have one connection for all, all hear what it says, and another takes over when the tab that has it goes', async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(server.origin);
    await vi.waitFor(() => expect(server.listeners.size).toBe(1), WAIT);
    const others = [await context.newPage(), await context.newPage()];
    for (const page of others) await page.goto(server.origin);
    for (const page of others) await shows(page, '12 of 50');
    server.spend();
    for (const page of [first, ...others]) await shows(page, '13 of 50');
    expect(server.listeners.size).toBe(1);

    const [held] = server.listeners;
    await first.close();
    await vi.waitFor(() => expect([...server.listeners]).toEqual([expect.not.toSatisfy((next) => next === held)]), WAIT);
    server.spend();
    for (const page of others) await shows(page, '14 of 50');
    expect(server.listeners.size).toBe(1);
    await context.close();
    await vi.waitFor(() => expect(server.listeners.size).toBe(0), WAIT);
  }, 60_000);

  it('share nothing where they show different organisations', async () => {
    const context = await browser.newContext();
    for (const scope of ['acme', 'globex']) await (await context.newPage()).goto(`${server.origin}/?scope=${scope}`);
    await vi.waitFor(() => expect(server.listeners.size).toBe(2), WAIT);
    await context.close();
    await vi.waitFor(() => expect(server.listeners.size).toBe(0), WAIT);
  }, 60_000);

  it('connect each for itself where the browser has no locks', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }));
    const pages = [await context.newPage(), await context.newPage()];
    for (const page of pages) await page.goto(server.origin);
    await vi.waitFor(() => expect(server.listeners.size).toBe(2), WAIT);
    server.spend();
    for (const page of pages) await shows(page, '15 of 50');
    await context.close();
  }, 60_000);
});
