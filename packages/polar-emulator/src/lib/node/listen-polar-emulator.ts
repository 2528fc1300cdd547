import { once } from 'node:events';
import type { Server } from 'node:http';
import { createPolarEmulator } from '../create-polar-emulator.ts';
import type { PolarEmulator, PolarEmulatorOptions } from '../polar-emulator.ts';
import { createDataFile } from './data-file.ts';
import { createFetchServer } from './serve.ts';

export interface ListenOptions extends PolarEmulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default `127.0.0.1`. The emulator has no secrets, but it is no public server either. */
  host?: string;
  /** Keeps the world in this JSON file: loaded at the start when it is there, rewritten within 100 ms of a change. */
  dataFile?: string;
}

export interface ListeningPolarEmulator extends PolarEmulator {
  /** Origin, without a trailing slash: the `baseUrl` of any SDK. */
  url: string;
  /** Saves, closes the port and every connection. */
  close(): Promise<void>;
}

/** Starts an emulator on a port. Rejects when the port is taken or the data file is not a dump. */
export async function listenPolarEmulator(options: ListenOptions = {}): Promise<ListeningPolarEmulator> {
  const { port = 0, host = '127.0.0.1', dataFile, ...rest } = options;
  const file = dataFile === undefined ? null : createDataFile(dataFile);
  let isClosed = false;
  const load = rest.load ?? (await file?.read());
  const emulator = createPolarEmulator({
    ...rest,
    ...(load === undefined ? {} : { load }),
    onChange(dump) {
      // What still happens after the port closed, a late webhook retry for one, is not of this run any more.
      if (!isClosed) file?.write(dump);
      rest.onChange?.(dump);
    },
  });

  const server = createFetchServer(emulator.fetch);
  const url = await listen(server, { port, host });
  emulator.setBaseUrl(rest.baseUrl ?? url);
  return {
    ...emulator,
    url,
    async close() {
      isClosed = true;
      await close(server);
      file?.write(emulator.dump());
      await file?.flush();
    },
  };
}

async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
