import { useLimitPrompt } from '@plimsoll/react';
import { useState } from 'react';

export interface GatedWork<A extends unknown[]> {
  readonly run: (...args: A) => Promise<void>;
  readonly busy: boolean;
  /** What went wrong, for the person; a reached limit is shown as an upgrade prompt instead. */
  readonly failure: string | null;
}

/** Runs work that the server may refuse for the plan's limit. */
export function useGatedWork<A extends unknown[]>(work: (...args: A) => Promise<void>): GatedWork<A> {
  const limit = useLimitPrompt();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (...args: A) => {
    setBusy(true);
    setFailure(null);
    try {
      await work(...args);
    } catch (error) {
      if (!limit.show(error)) setFailure(error instanceof Error ? error.message : 'It did not work. Try again.');
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, failure };
}
