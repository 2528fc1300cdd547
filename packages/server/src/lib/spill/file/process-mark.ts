import { readFile } from 'node:fs/promises';
import { kill } from 'node:process';

/** The mark of every running process where a system does not tell them apart. */
export const ONLY_RUNNING = 'running';

/**
 * Tells a process from a later one that was given the same number, as happens in containers, where the first is always 1: by the boot and
 * the instant at which it started. Null when it does not run.
 */
export async function markOf(pid: number): Promise<string | null> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  if (boot === null) return isInUse(pid) ? ONLY_RUNNING : null;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name in brackets may hold anything; after it come the state and, nineteen fields later, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = fields[0] === 'Z' || fields[0] === 'X';
  return ended ? null : `${boot.trim()} ${fields[19]}`;
}

function isInUse(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch (error) {
    // Someone else's, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
