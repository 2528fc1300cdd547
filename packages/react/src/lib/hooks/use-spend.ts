'use client';
import { BillingError } from '@plimsoll/contract';
import { useCallback } from 'react';
import { readProblem } from '../client/read-problem.ts';
import { useLimitPrompt } from '../components/limit-boundary/limit-context.ts';
import { useBilling } from '../provider/billing-context.ts';
import { pendingSpends } from '../provider/pending-spends.ts';
import type { RegisteredMeter } from '../register.ts';

/**
 * Runs work that spends units: every meter of the page shows them at once, the server's count replaces them when the work is done,
 * and they are taken back when it fails. Gives what the work gave.
 * Rejects with what the work threw, or with the `BillingError` of an answer that refuses; `invalid_units` for anything but whole numbers from 1.
 * A `limit_reached` opens the prompt of the nearest `LimitBoundary` as well.
 */
export type Spend = <T>(units: number, work: () => T | Promise<T>) => Promise<T>;

/**
 * Shows units as spent while the application's own server spends them.
 * @example const spend = useSpend('job_descriptions');
 * await spend(1, () => fetch('/api/job-descriptions', { method: 'POST' }));
 */
export function useSpend(meter: RegisteredMeter): Spend {
  const { queryClient, scope } = useBilling();
  const prompt = useLimitPrompt();
  return useCallback(
    async (units, work) => {
      if (!Number.isSafeInteger(units) || units < 1) throw new BillingError('invalid_units', `useSpend was called with ${units} units.`);
      const pending = pendingSpends(queryClient, scope).begin(meter, units);
      try {
        const result = await work();
        if (!(result instanceof Response) || result.ok) {
          pending.settle();
          return result;
        }
        pending.undo();
        const refusal = await readProblem(result);
        if (refusal === null) return result;
        throw refusal;
      } catch (error) {
        pending.undo();
        prompt.show(error);
        throw error;
      }
    },
    [queryClient, scope, prompt, meter],
  );
}
