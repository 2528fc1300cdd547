import { open } from 'node:fs/promises';

const CHUNK = 64 * 1024;
const NEWLINE = 0x0a;

/** Lines of a file, without their ends, and where the last of them ends. */
export interface Lines {
  readonly lines: readonly string[];
  /** Offset in bytes. */
  readonly end: number;
}

/** Reads at most so many lines from an offset on; a last line without an end counts as one. Holds no more of the file than these lines. */
export async function readLines(path: string, { from, limit }: { from: number; limit: number }): Promise<Lines> {
  const handle = await open(path, 'r');
  try {
    const lines: string[] = [];
    let end = from;
    let rest = Buffer.alloc(0);
    while (lines.length < limit) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, end + rest.length);
      if (bytesRead === 0) break;
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      for (let at = rest.indexOf(NEWLINE); at >= 0 && lines.length < limit; at = rest.indexOf(NEWLINE)) {
        lines.push(rest.toString('utf8', 0, at));
        rest = rest.subarray(at + 1);
        end += at + 1;
      }
    }
    if (lines.length === limit || rest.length === 0) return { lines, end };
    return { lines: [...lines, rest.toString('utf8')], end: end + rest.length };
  } finally {
    await handle.close();
  }
}
