// A frame with a file; those of the engine itself have none.
const FRAME = /^\s+at (?:(?:async |new )?([\w.<>]+) )?\(?(?:[^()]*[\\/:])?([\w.-]+:\d+):\d+\)?$/;

/**
 * The function, file and line in which an error was thrown, without folders; null when the engine does not say. So a fault can be found
 * without its message, which may quote a value.
 */
export function whereThrown(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return null;
  const { name, message, stack } = thrown;
  // The message stands before the frames, and may look like one.
  const head = message === '' ? name : `${name}: ${message}`;
  if (!stack.startsWith(`${head}\n`)) return null;
  for (const frame of stack.slice(head.length + 1).split('\n')) {
    const [, caller, file] = FRAME.exec(frame) ?? [];
    if (file !== undefined) return caller === undefined ? file : `${caller} (${file})`;
  }
  return null;
}
