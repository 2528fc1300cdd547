export { describeStore, type StoreFixture, type StoreSetup } from './lib/testing/store-contract/describe-store.ts';
export { describeProvider, type ProviderSetup } from './lib/testing/provider-contract/describe-provider.ts';
export type { ProviderWorld, RecordedWebhook, Signing, WorldFault } from './lib/testing/provider-contract/provider-world.ts';
