import { constants } from 'node:fs';
import { copyFile, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemRuntime } from '../../runtime/runtime.ts';
import { isOwned, nameOwner } from './lock-owner.ts';

const BEAT_MS = 10_000;
const TRIES = 3;

/** Proof that this process alone uses something. */
export interface FileLock {
  /** Idempotent. */
  release(): Promise<void>;
}

const own = new Set<string>();

/**
 * Takes a lock by a file that names its owner. The lock of a process that died is taken over at once; that of another machine (or
 * container) when it gave no sign of life for 30 seconds. @throws Error that names the file while someone else holds it
 */
export async function lockFile(file: string): Promise<FileLock> {
  const path = resolve(file);
  if (own.has(path)) throw inUse(path);
  own.add(path);
  try {
    await claim(path);
  } catch (error) {
    own.delete(path);
    throw error;
  }
  const rest = beat(path);
  return {
    async release() {
      rest();
      if (own.delete(path)) await rm(path, { force: true });
    },
  };
}

async function claim(path: string): Promise<void> {
  const name = await nameOwner();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      return await writeFile(path, name, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    await discardStale(path).catch((error: unknown) => {
      // Someone else discarded it, or its owner let go.
      if (!hasCode(error, 'ENOENT')) throw error;
    });
  }
  throw inUse(path);
}

async function discardStale(path: string): Promise<void> {
  const found = await readFile(path, 'utf8');
  if (await isOwned(path, found)) throw inUse(path);
  // Someone else may be quicker and have a lock of its own there by now, so what was moved aside is looked at again.
  const aside = `${path}.${systemRuntime.uuid()}`;
  await rename(path, aside);
  const moved = await readFile(aside, 'utf8');
  if (moved !== found) await copyFile(aside, path, constants.COPYFILE_EXCL);
  await rm(aside);
  if (moved !== found) throw inUse(path);
}

// Signs of life for those who cannot see this process.
function beat(path: string): () => void {
  let cancel = () => {};
  const next = () => {
    cancel = systemRuntime.later(() => {
      const seconds = systemRuntime.now() / 1000;
      // A sign that is missed now is given the next time.
      utimes(path, seconds, seconds).catch(() => undefined);
      next();
    }, BEAT_MS);
  };
  next();
  return () => cancel();
}

function inUse(path: string): Error {
  return new Error(`The spill journal is used by another process: ${path} is its lock. Each process needs a journal of its own.`);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
