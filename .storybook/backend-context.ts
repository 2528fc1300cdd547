import { createContext, useContext } from 'react';
import type { DemoBackend } from './backends.ts';

/** Set by `Stage`. */
export const BackendContext = createContext<DemoBackend | null>(null);

/** The backend of the story, for buttons that stand for the work of an application. @throws Error in a story that has none */
export function useBackend(): DemoBackend {
  const backend = useContext(BackendContext);
  if (backend === null) throw new Error('This story has no backend: name a scenario in parameters.billing.');
  return backend;
}
