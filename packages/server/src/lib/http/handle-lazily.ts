import type { Context } from '../context.ts';
import type { Handler } from './handler.ts';

let loading: Promise<typeof import('./handler.ts')> | undefined;

/** Loads everything that answers requests: at the start, so that the first one need not wait for it. */
export function loadHandler(): Promise<typeof import('./handler.ts')> {
  loading ??= import('./handler.ts');
  return loading;
}

/** The handler over a context, loaded with the first request: who only gates work never needs it. */
export function handleLazily(context: Context): Handler {
  let handler: Handler | undefined;
  return (request) => {
    if (handler !== undefined) return handler(request);
    return loadHandler().then(({ createHandler }) => {
      handler ??= createHandler(context);
      return handler(request);
    });
  };
}
