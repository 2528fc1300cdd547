'use client';
import { lazyPart } from '../lazy-part/lazy-part.tsx';

/** Month or year, for all plans at once. Few catalogs sell both, so it is fetched for those, and its place is held. */
export const IntervalSwitch = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).IntervalSwitchPanel,
  <span className="ps-interval" />,
);
