import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file of lines that only grows. */
export interface AppendFile {
  /** Bytes that it holds. */
  size(): number;
  /** Writes whole lines; they are on the disk when it resolves. */
  write(lines: string): Promise<void>;
  close(): Promise<void>;
}

const NEWLINE = 0x0a;

/** Opens a file for appending, or makes it. A last line that a crash cut off is ended first, so that it spoils no other. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const handle = await open(path, 'a+', 0o600);
  let { size } = await handle.stat();
  // Without this the file itself could be gone after a loss of power, however often its content was synced.
  await syncDirectory(dirname(path));
  let torn = size > 0 && (await lastByte(handle, size)) !== NEWLINE;

  return {
    size: () => size,
    async write(lines) {
      const bytes = Buffer.from(torn ? `\n${lines}` : lines);
      torn = true;
      try {
        await handle.appendFile(bytes);
        await handle.datasync();
        torn = false;
      } finally {
        // A write that failed may have left some of its bytes.
        size = (await handle.stat()).size;
      }
    },
    close: () => handle.close(),
  };
}

/** Makes what was made, renamed or removed in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<number | undefined> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0];
}
