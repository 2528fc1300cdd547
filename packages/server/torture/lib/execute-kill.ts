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

/** Ends the process of a slot as planned and starts the next one. */
export async function executeKill(slot: ServerSlot, kill: Kill, crashStore: () => Promise<void>): Promise<Executed> {
  switch (kill.how) {
    case 'now':
      slot.signal('SIGKILL');
      return { place: 'kill -9', ...(await restart(slot, await slot.ended())) };
    case 'store':
      await crashStore();
      return { place: 'kill -9 of the store' };
    case 'crash':
      return await crash(slot, kill.at);
    case 'start': {
      slot.signal('SIGKILL');
      await slot.ended();
      const died = await slot.start(kill.at);
      if (died !== null) return { place: `start, ${nameOf(kill.at)}`, ...(await restart(slot, died)) };
      slot.signal('SIGKILL');
      return { place: 'kill -9', ...(await restart(slot, await slot.ended())) };
    }
    case 'term': {
      const { problem, stopMs } = await stopGracefully(slot);
      const started = await start(slot);
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

async function crash(slot: ServerSlot, at: string): Promise<Executed> {
  slot.tell({ kind: 'crash', at });
  const ended = await Promise.race([slot.ended(), delay(CRASH_PATIENCE_MS, null, { ref: false })]);
  if (ended !== null) return { place: nameOf(at), ...(await restart(slot, ended)) };
  // The place was not passed in time, perhaps because of the weather.
  slot.signal('SIGKILL');
  return { place: 'kill -9', ...(await restart(slot, await slot.ended())) };
}

async function restart(slot: ServerSlot, ended: Ended): Promise<{ problem?: string }> {
  const own = ended.signal === 'SIGKILL' ? undefined : `A server ended by itself with ${ended.signal ?? ended.code}: ${ended.errors}`;
  const started = await start(slot);
  return own === undefined ? started : { problem: own };
}

async function start(slot: ServerSlot): Promise<{ problem?: string }> {
  const died = await slot.start();
  return died === null ? {} : { problem: `A server died while it started, with ${died.signal ?? died.code}: ${died.errors}` };
}

function nameOf(point: string): string {
  return point.replace(/#\d+$/, '');
}
