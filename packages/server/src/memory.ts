export { type MemoryStoreOptions, memoryStore } from './lib/store/memory/memory-store.ts';
