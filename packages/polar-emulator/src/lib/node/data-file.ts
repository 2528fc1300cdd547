import { readFile, rename, writeFile } from 'node:fs/promises';

/** Keeps one JSON file up to date, so that a crash leaves either the old or the new content, never half of it. */
export interface DataFile {
  /** The content, or undefined when there is no file yet. Throws when it is not JSON. */
  read(): Promise<unknown>;
  /** Writes soon; of several asks while one is being written only the last counts. */
  write(value: unknown): void;
  /** Resolves when everything asked for is on disk. Rejects with the first write that failed. */
  flush(): Promise<void>;
}

export function createDataFile(path: string): DataFile {
  let latest: { value: unknown } | null = null;
  let writing: Promise<void> | null = null;
  let fault: unknown = null;

  async function writeLatest(): Promise<void> {
    while (latest !== null) {
      const { value } = latest;
      latest = null;
      await replace(path, JSON.stringify(value));
    }
  }

  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8'));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write(value) {
      latest = { value };
      writing ??= writeLatest()
        .catch((error: unknown) => {
          fault ??= error;
        })
        .finally(() => {
          writing = null;
        });
    },
    async flush() {
      while (writing !== null) await writing;
      if (fault !== null) throw fault;
    },
  };
}

async function replace(path: string, text: string): Promise<void> {
  const next = `${path}.${process.pid}.tmp`;
  await writeFile(next, text);
  await rename(next, path);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
