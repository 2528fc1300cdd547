import type { SpilledBatch, SpillJournal } from '../spill-journal.ts';
import { createTurns } from './in-turn.ts';
import { formatLine, parseLine } from './journal-line.ts';
import { type FileLock, lockFile } from './lock-file.ts';
import { openSegments } from './segments.ts';

const LONGEST_QUEUE = 20_000;
const GIBIBYTE = 2 ** 30;

export interface FileJournalOptions {
  /** Where it lies, on a disk of this machine that outlives the process. Beside it appear `.importing` and `.lock`. One for each process. */
  readonly file: string;
  /** What it may hold at most, in bytes; beyond that, usage is refused with `store_unavailable`. @default 1 GiB, some two million spends */
  readonly maxBytes?: number;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A spill journal in a file: lines with a checksum each, synced to the disk before they are acknowledged; what arrives during a sync goes
 * together in the next one. Opened when it is first needed, by one process at a time. Rejects with the system's own errors.
 */
export function fileJournal({ file, maxBytes = GIBIBYTE }: FileJournalOptions): SpillJournal {
  const inTurn = createTurns();
  const segments = openSegments(file);
  let queue: Waiting[] = [];
  let lock: FileLock | undefined;
  let lastRead: { batch: SpilledBatch; end: number } | undefined;
  let closed = false;

  async function prepare(): Promise<void> {
    if (closed) throw new Error('The spill journal is closed.');
    lock ??= await lockFile(`${file}.lock`);
  }

  async function writeQueue(): Promise<void> {
    const waiting = queue;
    queue = [];
    try {
      await prepare();
      const lines = waiting.map(({ line }) => line).join('');
      if ((await segments.size()) + Buffer.byteLength(lines) > maxBytes) throw new Error(`The spill journal is full (${maxBytes} bytes).`);
      await segments.write(lines);
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  return {
    append(usage) {
      if (queue.length >= LONGEST_QUEUE) return Promise.reject(new Error('Too much usage waits to be written to the spill journal.'));
      return new Promise((resolve, reject) => {
        queue.push({ line: formatLine(usage), resolve, reject });
        if (queue.length === 1) void inTurn(writeQueue);
      });
    },
    read: (limit) =>
      inTurn(async () => {
        await prepare();
        const found = await segments.read(limit);
        if (found === null) return null;
        const batch = batchOf(found.lines);
        lastRead = { batch, end: found.end };
        return batch;
      }),
    drop: (batch) =>
      inTurn(async () => {
        await prepare();
        if (lastRead?.batch !== batch) return;
        await segments.drop(lastRead.end);
        lastRead = undefined;
      }),
    size: () =>
      inTurn(async () => {
        await prepare();
        return await segments.waiting();
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        await segments.close();
        await lock?.release();
        lock = undefined;
      }),
  };
}

// An empty line is what ends one that a crash had cut off.
function batchOf(lines: readonly string[]): SpilledBatch {
  const written = lines.filter((line) => line !== '');
  const rows = written.map(parseLine).filter((row) => row !== null);
  return { rows, damaged: written.length - rows.length };
}
