import { setTimeout as delay } from 'node:timers/promises';
import type { Kill } from './kill-plan.ts';
import type { Ended, ServerSlot } from './server-slot.ts';

const CRASH_PATIENCE_MS = 2_000;
const STOP_DEADLINE_MS = 10_000;

/** What a kill did. */
export interface Executed {
  /** The place where the process died by its own hand; `kill -9` and `SIGTERM` are places too. */
  readonly place: string;
  /** Milliseconds that a SIGTERM took. */
  readonly stopMs?: number;
  /** What was not as it must be. */
  readonly problem?: string;
}

/** What is between one process of a slot and the next. */
export interface Between {
  readonly slot: ServerSlot;
  /** Called while nobody is there. */
  readonly away: () => void;
  readonly crashStore: () => Promise<void>;
}

/** Ends the process of a slot as planned and starts the next one. */
export async function executeKill(between: Between, kill: Kill): Promise<Executed> {
  const { slot } = between;
  switch (kill.how) {
    case 'now':
      slot.signal('SIGKILL');
      return { place: 'kill -9', ...(await restart(between, await slot.ended())) };
    case 'store':
      await between.crashStore();
      return { place: 'kill -9 of the store' };
    case 'crash':
      return await crash(between, kill.at);
    case 'start': {
      slot.signal('SIGKILL');
      await slot.ended();
      between.away();
      const died = await slot.start(kill.at);
      if (died !== null) return { place: `start, ${nameOf(kill.at)}`, ...(await restart(between, died)) };
      slot.signal('SIGKILL');
      return { place: 'kill -9', ...(await restart(between, await slot.ended())) };
    }
    case 'term': {
      const { problem, stopMs } = await stopGracefully(slot);
      const started = await start(between);
      return { place: 'SIGTERM', stopMs, ...(problem === undefined ? started : { problem }) };
    }
    default:
      return kill satisfies never;
  }
}

/** Sends SIGTERM and waits: within ten seconds, with a clean exit. */
export async function stopGracefully(slot: ServerSlot): Promise<{ stopMs: number; problem?: string }> {
  const began = performance.now();
  slot.signal('SIGTERM');
  const ended = await Promise.race([slot.ended(), delay(STOP_DEADLINE_MS, null, { ref: false })]);
  const stopMs = performance.now() - began;
  if (ended === null) {
    slot.signal('SIGKILL');
    await slot.ended();
    return { stopMs, problem: `SIGTERM did not end a server within ${STOP_DEADLINE_MS} ms.` };
  }
  if (ended.code === 0) return { stopMs };
  return { stopMs, problem: `SIGTERM ended a server with ${ended.signal ?? ended.code}: ${ended.errors}` };
}

async function crash(between: Between, at: string): Promise<Executed> {
  const { slot } = between;
  slot.tell({ kind: 'crash', at });
  const ended = await Promise.race([slot.ended(), delay(CRASH_PATIENCE_MS, null, { ref: false })]);
  if (ended !== null) return { place: nameOf(at), ...(await restart(between, ended)) };
  // The place was not passed in time, perhaps because of the weather.
  slot.signal('SIGKILL');
  return { place: 'kill -9', ...(await restart(between, await slot.ended())) };
}

async function restart(between: Between, ended: Ended): Promise<{ problem?: string }> {
  const own = ended.signal === 'SIGKILL' ? undefined : `A server ended by itself with ${ended.signal ?? ended.code}: ${ended.errors}`;
  const started = await start(between);
  return own === undefined ? started : { problem: own };
}

async function start({ slot, away }: Between): Promise<{ problem?: string }> {
  away();
  const died = await slot.start();
  return died === null ? {} : { problem: `A server died while it started, with ${died.signal ?? died.code}: ${died.errors}` };
}

function nameOf(point: string): string {
  return point.replace(/#\d+$/, '');
}
