export { describeProvider, type ProviderSetup } from './lib/testing/provider-contract/describe-provider.ts';
export type { ProviderWorld, RecordedWebhook, Signing, WorldFault } from './lib/testing/provider-contract/provider-world.ts';
export { describeStore } from './lib/testing/store-contract/describe-store.ts';
export type { StoreFixture, StoreSetup } from './lib/testing/store-contract/store-fixture.ts';
