export { chatCatalog } from './lib/chat-catalog.ts';
export { createMockBackend, type MockBackendOptions } from './lib/create-mock-backend.ts';
export { demoCatalog } from './lib/demo-catalog.ts';
export type { MockFaults } from './lib/faults.ts';
export { imageCatalog } from './lib/image-catalog.ts';
export type { MockBackend } from './lib/mock-backend.ts';
export type { Scenario } from './lib/scenario.ts';
export { type ScenarioName, scenarios } from './lib/scenarios.ts';
