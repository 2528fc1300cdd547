import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pid } from 'node:process';
import { systemRuntime } from '../../runtime/runtime.ts';
import { markOf, ONLY_RUNNING } from './process-mark.ts';

/** How long the owner of a lock on another machine may be silent. */
const SILENCE_MS = 30_000;

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly mark: string | null;
}

/** What a lock of this process says. */
export async function nameOwner(): Promise<string> {
  const owner: Owner = { host: hostname(), pid, mark: await markOf(pid) };
  return JSON.stringify(owner);
}

/** Whether the owner that a lock names is alive: on this machine by its process, on another (or in another container) by signs of life. */
export async function isOwned(path: string, text: string): Promise<boolean> {
  const owner = parseOwner(text);
  if (owner?.host !== hostname()) return systemRuntime.now() - (await stat(path)).mtimeMs < SILENCE_MS;
  const mark = await markOf(owner.pid);
  // Where only numbers are known, our own number on a lock that we did not take is that of a process before us.
  if (mark === ONLY_RUNNING && owner.pid === pid) return false;
  return mark !== null && mark === owner.mark;
}

// Null also for a lock that is being written just now: its age tells.
function parseOwner(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}
