import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { build, createServer } from 'vite';

const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));

export interface WebPlace {
  readonly server: Server;
  /** Where the built pages go; each running server has its own. */
  readonly outDir: string;
  readonly dev: boolean;
}

/** Serves the pages: built once, or by Vite with hot reload. */
export async function serveWeb(app: Express, { server, outDir, dev }: WebPlace): Promise<void> {
  if (dev) {
    // The native loader leaves no temporary file, which would restart a watching process.
    const vite = await createServer({
      configFile,
      configLoader: 'native',
      server: { middlewareMode: true, hmr: { server } },
      appType: 'spa',
    });
    app.use(vite.middlewares);
    return;
  }
  await build({ configFile, configLoader: 'native', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  app.use(express.static(outDir, { index: false }));
  app.get('/{*path}', (_request, response) => response.sendFile('index.html', { root: outDir }));
}
