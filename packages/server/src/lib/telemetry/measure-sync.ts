import type { Context } from '../context.ts';
import { createRecentMap } from '../spill/recent-map.ts';
import type { SyncSource } from '../subscription/sync.ts';
import { readErrorType } from './error-type.ts';

const MOST_FAILING = 10_000;

/** Measures readings of customers: by why, how long and how they ended, and those that worked again after a failure. */
export function createSyncMeasure(contextOf: () => Pick<Context, 'recorder' | 'runtime'>) {
  const failing = createRecentMap<true>(MOST_FAILING);

  return async <T>(customerId: string, source: SyncSource, read: () => Promise<T>): Promise<T> => {
    const { recorder, runtime } = contextOf();
    if (!recorder.active) return await read();
    const startedAt = runtime.monotonic();
    const took = () => runtime.monotonic() - startedAt;
    try {
      const result = await recorder.span({ name: 'sync customer', attributes: { source } }, read);
      recorder.time('sync.duration', took(), { source, outcome: 'success' });
      if (failing.get(customerId)) recorder.count('sync.recovery', { source });
      failing.delete(customerId);
      return result;
    } catch (error) {
      recorder.time('sync.duration', took(), { source, outcome: 'failure' });
      recorder.count('sync.error', { source, 'error.type': readErrorType(error) });
      failing.set(customerId, true);
      throw error;
    }
  };
}
