import type { Context } from '../context.ts';

/** What telling the provider of usage works with. */
export type OutboxContext = Pick<Context, 'provider' | 'store' | 'availability' | 'runtime' | 'alert' | 'logger' | 'wake' | 'recorder'>;
