import { systemRuntime } from '../../runtime/runtime.ts';

/** A random name for a change of a customer's row, never 0: that is the stamp of a row to which nothing happened. */
export function newStamp(): number {
  return 1 + Math.floor(systemRuntime.random() * (Number.MAX_SAFE_INTEGER - 1));
}
