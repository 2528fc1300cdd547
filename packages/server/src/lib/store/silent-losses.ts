import type { LossFeed } from '../store.ts';

/** The feed of a store that keeps what it acknowledges, or cannot know that it did not: it never calls. */
export const silentLosses: LossFeed = { subscribe: () => () => undefined };
