/** The ambient things, in one place, so that tests and a browser tab can bring their own. */
export interface Runtime {
  /** The host's clock in milliseconds: for deadlines and signature tolerance, never for windows. */
  now(): number;
  /** From 0 to 1, for jitter. */
  random(): number;
  /** A UUID version 7: sortable by time, never a counter, so that a restored backup cannot reuse one. */
  uuid(): string;
  /** Runs a task later; gives the way to stop it. Never keeps a process alive. */
  later(task: () => void, delayMs: number): () => void;
}

/** The runtime of this process. Works on Node and in a browser tab. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  random: () => Math.random(),
  uuid: () => uuidv7(Date.now()),
  later(task, delayMs) {
    const timer: unknown = setTimeout(task, delayMs);
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

// RFC 9562 §5.7: 48 bits of milliseconds, then version, then random bits.
function uuidv7(now: number): string {
  const random = crypto.randomUUID();
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
