import type { ErasureStore } from '../../erasure/erasure-store.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { MemoryGround } from './memory-ground.ts';

/** Takes a customer out of all parts of the store in one step. */
export function createMemoryErasure({ step, goings }: MemoryGround): ErasureStore {
  return {
    nameMark: () => `erased-${systemRuntime.uuid()}`,
    erase: (erasure) =>
      step(() => {
        for (const { obstacle } of goings) {
          const found = obstacle?.(erasure) ?? null;
          if (found !== null) return found;
        }
        for (const { erase } of goings) erase(erasure);
        return 'erased';
      }),
  };
}
