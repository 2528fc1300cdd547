import type { Scenario } from '../scenario.ts';

/** Nobody has bought or used anything. */
export const fresh: Scenario = {
  title: 'Fresh: Free, nothing used',
  async play() {},
};
