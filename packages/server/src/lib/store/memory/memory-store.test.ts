import { describeStore } from '../../testing/store-contract/describe-store.ts';
import { memoryStore } from './memory-store.ts';

describeStore('memory', {
  async create() {
    let time = Date.UTC(2026, 10, 20, 10, 20);
    const store = memoryStore({ now: () => time });
    return {
      store,
      advance: (ms) => {
        time += ms;
      },
      dispose: () => store.close(),
    };
  },
});
