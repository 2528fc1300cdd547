import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { ROOT } from '../steps/run-command.ts';

/** No inline script, no inline style, nothing from elsewhere: what docs/recipes/csp.md promises to work. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript' };

/** Of a policy that lets it through; a real server makes a new one for each page. */
export const NONCE = 'ZmFyLWFib3ZlLXRoZS13YXRlcg';

interface StrictPage {
  readonly policy: string;
  /** What the server has drawn already, if anything. @default nothing */
  readonly markup?: string;
  /** @default true */
  readonly runsScripts?: boolean;
}

const writeHtml = ({ markup = '', runsScripts = true }: StrictPage) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Strict</title><link rel="stylesheet" href="/page.css" nonce="${NONCE}">
${runsScripts ? '<script type="module" src="/page.js"></script>' : ''}</head><body><div id="root">${markup}</div></body></html>`;

export interface StrictSite {
  readonly url: string;
  /** From now on the site is this page. */
  show(page: StrictPage): void;
  close(): void;
}

/** Bundles `page.ts` from our sources, chunks and style sheets as a build would make them, and serves it under a policy. */
export async function serveStrictly(): Promise<StrictSite> {
  let page: StrictPage = { policy: STRICT_POLICY };
  const files = await bundlePage();
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const body = path === '/' ? writeHtml(page) : files.get(path);
    const type = TYPES[path.slice(path.lastIndexOf('.'))] ?? 'text/html; charset=utf-8';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': page.policy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (next) => {
      page = next;
    },
    close: () => void server.close(),
  };
}

async function bundlePage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    stdin: {
      contents: "import '@radix-ui/themes/styles.css'; import '@plimsoll/react/styles.css'; import './page.ts';",
      resolveDir: import.meta.dirname,
      sourcefile: 'page.js',
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    conditions: ['@plimsoll/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    entryNames: 'page',
    outdir: '/',
    absWorkingDir: ROOT,
    write: false,
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf('/')), contents]));
}
