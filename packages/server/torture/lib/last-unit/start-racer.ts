import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Heat, RacerConfig, RacerMessage, Score } from './messages.ts';

const PROGRAM = fileURLToPath(new URL('../../last-unit-racer.ts', import.meta.url));

/** A process that races. */
export interface Racer {
  /** Resolves when it can race. Rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Sends it off; heats that are under way at once are answered in any order. Rejects when the process ends. */
  race(heat: Heat): Promise<readonly Score[]>;
  close(): Promise<void>;
}

/** Starts one. */
export function startRacer(config: RacerConfig): Racer {
  const flags = ['--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, PROGRAM, JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const waiting = new Map<string, (scores: readonly Score[]) => void>();
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = `${errors}${text}`.slice(-2000);
  });
  // Not `close`: that does not come once the channel was closed from here.
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const died = ended.then(() => Promise.reject(new Error(`The racer ${config.name} has ended: ${errors}`)));
  // Whoever waits hears of it; nobody may be waiting.
  died.catch(() => undefined);
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  child.on('message', (message: RacerMessage) => {
    if (message.kind === 'ready') return becomeReady();
    const first = message.scores[0]?.customerId ?? '';
    waiting.get(first)?.(message.scores);
    waiting.delete(first);
  });

  return {
    ready: Promise.race([ready, died]),
    race(heat) {
      const scores = new Promise<readonly Score[]>((resolve) => waiting.set(heat.customers[0] ?? '', resolve));
      child.send(heat);
      return Promise.race([scores, died]);
    },
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
