/** Runs something later without holding a Node process open for it; the result cancels it. */
export function later(delayMs: number, run: () => void): () => void {
  const handle: unknown = setTimeout(run, delayMs);
  // Node hands out an object with unref; a browser hands out a number.
  if (typeof handle === 'object' && handle !== null && 'unref' in handle && typeof handle.unref === 'function') handle.unref();
  return () => clearTimeout(handle as number);
}

/** Resolves after a delay; the timer keeps the process alive, because somebody waits for it. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
