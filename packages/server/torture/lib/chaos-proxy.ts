import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { listenLocal } from './listen-local.ts';

/** What the network does. `cut`: every connection is reset. `blackhole`: bytes vanish. `truncate`: an answer ends after so many bytes. */
export type Weather =
  | { readonly kind: 'clear' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'blackhole' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'truncate'; readonly bytes: number };

export interface ChaosProxy {
  readonly port: number;
  /** Changes the weather for all connections, the open ones too. */
  set(weather: Weather): void;
  close(): Promise<void>;
}

/** A TCP proxy to a port of this machine, through which everything goes wrong that a network can do. */
export async function openChaosProxy(targetPort: number): Promise<ChaosProxy> {
  let weather: Weather = { kind: 'clear' };
  const open = new Set<Socket>();

  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    if (weather.kind === 'cut') near.resetAndDestroy();
    let answered = 0;
    near.on('data', (bytes) => void pass(bytes, far));
    far.on('data', (bytes) => {
      answered += bytes.byteLength;
      if (weather.kind !== 'truncate' || answered <= weather.bytes) return void pass(bytes, near);
      near.write(bytes.subarray(0, 20), () => near.resetAndDestroy());
    });
  });

  // Each direction keeps its order: all chunks of a connection wait equally long.
  async function pass(bytes: Buffer, to: Socket): Promise<void> {
    if (weather.kind === 'blackhole') return;
    if (weather.kind === 'delay') await delay(weather.ms);
    if (!to.destroyed) to.write(bytes);
  }

  function cutAll(): void {
    for (const socket of open) socket.resetAndDestroy();
  }

  const port = await listenLocal(server);
  return {
    port,
    set(next) {
      // A connection that lost bytes can never be whole again.
      if (next.kind === 'cut' || weather.kind === 'blackhole' || weather.kind === 'truncate') cutAll();
      weather = next;
    },
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
