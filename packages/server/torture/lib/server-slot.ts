import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './listen-local.ts';
import type { RigMessage, ServerConfig, ServerMessage } from './server-messages.ts';
import type { StorePlace } from './store-kinds.ts';

const PROGRAM = fileURLToPath(new URL('../server.ts', import.meta.url));
const ERRORS_KEPT = 2_000;

/** How a server process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to its standard error. */
  readonly errors: string;
}

/** One server address and the processes that stand behind it, one after the other. */
export interface ServerSlot {
  readonly url: string;
  /** Starts a process; resolves when it is ready, or has died on the way. */
  start(crashAt?: string): Promise<Ended | null>;
  tell(message: RigMessage): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the present process has ended. */
  ended(): Promise<Ended>;
  /** Called at each answer that a client gets. */
  noteAnswer(): void;
  /** Milliseconds from the end of one process to the first answer of the next, for each restart. */
  recoveries(): readonly number[];
}

export interface SlotOptions {
  readonly store: StorePlace;
  readonly polarUrl: string;
  readonly aheadMs: () => number;
  readonly onMessage: (message: ServerMessage) => void;
}

/** Finds an address for a server; nothing runs there yet. */
export async function createServerSlot(options: SlotOptions): Promise<ServerSlot> {
  const port = await findFreePort();
  const recoveries: number[] = [];
  let child: ChildProcess | undefined;
  let ending: Promise<Ended> = Promise.resolve({ code: 0, signal: null, errors: '' });
  let diedAt: number | null = null;

  return {
    url: `http://127.0.0.1:${port}`,
    async start(crashAt) {
      const config: ServerConfig = { port, store: options.store, polarUrl: options.polarUrl, aheadMs: options.aheadMs() };
      const { process, ended, ready } = startProcess(config, { crashAt, onMessage: options.onMessage });
      child = process;
      ending = ended.then((end) => {
        diedAt = performance.now();
        return end;
      });
      return Promise.race([ready.then(() => null), ending]);
    },
    tell(message) {
      if (child?.connected) child.send(message, () => undefined);
    },
    signal: (signal) => void child?.kill(signal),
    ended: () => ending,
    noteAnswer() {
      if (diedAt === null) return;
      recoveries.push(performance.now() - diedAt);
      diedAt = null;
    },
    recoveries: () => recoveries,
  };
}

interface StartOptions extends Pick<SlotOptions, 'onMessage'> {
  readonly crashAt: string | undefined;
}

function startProcess(config: ServerConfig, { crashAt, onMessage }: StartOptions) {
  const flags = ['--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning'];
  const { CRASH_AT: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [...flags, PROGRAM, JSON.stringify(config)], {
    env: { ...inherited, ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = `${errors}${text}`.slice(-ERRORS_KEPT);
  });
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  child.on('message', (message: ServerMessage) => {
    if (message.kind === 'ready') becomeReady();
    else onMessage(message);
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, errors }));
  });
  return { process: child, ready, ended };
}
