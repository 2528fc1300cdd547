/** The ambient things, in one place, so that tests and a browser tab can bring their own. */
export interface Runtime {
  /** The host's clock in milliseconds: for deadlines and signature tolerance, never for windows. */
  now(): number;
  /** Milliseconds that never jump, from an arbitrary start: for how long something took or may still be trusted. */
  monotonic(): number;
  /** From 0 to 1, for jitter. */
  random(): number;
  /** A UUID version 7: sortable by time, never a counter, so that a restored backup cannot reuse one. */
  uuid(): string;
  /**
   * Runs a task later; gives the way to stop it. Never keeps a process alive, but for a delay of 0: that is over as soon as everything
   * that is ready now has run.
   */
  later(task: () => void, delayMs: number): () => void;
  /** SHA-256 of a text, in hexadecimal. */
  sha256(text: string): Promise<string>;
}

/** The runtime of this process. Works on Node and in a browser tab. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  uuid: () => uuidv7(Date.now()),
  later(task, delayMs) {
    if (delayMs === 0 && typeof setImmediate === 'function') {
      const immediate = setImmediate(task);
      return () => clearImmediate(immediate);
    }
    const timer: unknown = setTimeout(task, delayMs);
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
  async sha256(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

// Many are made within one millisecond.
let prefix = { now: Number.NaN, text: '' };

// RFC 9562 §5.7: 48 bits of milliseconds, then version, then random bits.
function uuidv7(now: number): string {
  if (now !== prefix.now) {
    const time = now.toString(16).padStart(12, '0');
    prefix = { now, text: `${time.slice(0, 8)}-${time.slice(8)}-7` };
  }
  return prefix.text + crypto.randomUUID().slice(15);
}
