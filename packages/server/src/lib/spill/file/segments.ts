import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppendFile, openAppendFile, syncDirectory } from './append-file.ts';
import { type Lines, readLines } from './read-lines.ts';

/** The two files of a journal: one that grows, one that is being imported. Not safe for two calls at once. */
export interface Segments {
  /** Bytes of both on the disk. */
  size(): Promise<number>;
  /** Bytes of both that were not dropped. */
  waiting(): Promise<number>;
  write(lines: string): Promise<void>;
  /** The oldest lines; null when there are none. */
  read(limit: number): Promise<Lines | null>;
  /** Forgets what was read up to there. */
  drop(end: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens each file when it is first needed, and again after a failure. */
export function openSegments(file: string): Segments {
  const importing = `${file}.importing`;
  let growing: AppendFile | undefined;
  let importSize: number | undefined;
  let offset = 0;

  const open = async () => {
    growing ??= await openAppendFile(file);
    return growing;
  };
  const sizeToImport = async () => {
    importSize ??= await sizeOf(importing);
    return importSize;
  };

  const size = async () => (await open()).size() + (await sizeToImport());

  // What is imported never grows, so its end is known, and what comes meanwhile goes to a new file.
  async function rotate(): Promise<void> {
    await letGo();
    await rename(file, importing);
    importSize = undefined;
    await syncDirectory(dirname(file));
  }

  async function letGo(): Promise<void> {
    const handle = growing;
    growing = undefined;
    await handle?.close();
  }

  return {
    size,
    waiting: async () => (await size()) - offset,
    write: async (lines) => await (await open()).write(lines),
    async read(limit) {
      if ((await sizeToImport()) === 0) {
        if ((await open()).size() === 0) return null;
        await rotate();
      }
      return await readLines(importing, { from: offset, limit });
    },
    async drop(end) {
      if (end < (await sizeToImport())) {
        offset = end;
        return;
      }
      await rm(importing, { force: true });
      importSize = 0;
      offset = 0;
    },
    close: letGo,
  };
}

// Only a file that is not there is empty: taking another failure for it would let the next rotation overwrite what waits.
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
