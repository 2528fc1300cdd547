import type { Runtime } from './runtime/runtime.ts';

/** Settles as the work does, or rejects with the given error when it takes too long. The work itself is not stopped. */
export function withDeadline<T>(
  work: Promise<T>,
  { runtime, ms, error }: { runtime: Runtime; ms: number; error: () => Error },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = runtime.later(() => reject(error()), ms);
    work.then(resolve, reject).finally(cancel);
  });
}
