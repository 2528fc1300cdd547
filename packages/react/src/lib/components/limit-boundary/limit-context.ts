'use client';
import { createContext, useContext } from 'react';

/** Takes refusals and shows them as a prompt. */
export interface LimitPromptHandle {
  /** Shows an upgrade prompt for a `limit_reached` error. True when it took the error; false means the caller still has it. */
  show(error: unknown): boolean;
}

/** Set by `LimitBoundary`. */
export const LimitContext = createContext<LimitPromptHandle>({ show: () => false });

/** The nearest `LimitBoundary`; without one `show` takes nothing. */
export function useLimitPrompt(): LimitPromptHandle {
  return useContext(LimitContext);
}
