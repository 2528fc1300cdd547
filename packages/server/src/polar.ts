export type { PolarOptions } from './lib/provider/polar/options.ts';
export { polar } from './lib/provider/polar/polar.ts';
