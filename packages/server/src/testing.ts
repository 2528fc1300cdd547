export { describeStore, type StoreFixture, type StoreSetup } from './lib/testing/store-contract/describe-store.ts';
