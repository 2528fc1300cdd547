import type { Context } from '../context.ts';

const ALERT_INTERVAL_MS = 60_000;

/** Tells of failed background work: every failure in the log, each kind of work as an alert once a minute with how often it failed. */
export function createFailureReport({ logger, alert, runtime }: Pick<Context, 'logger' | 'alert' | 'runtime'>) {
  const told = new Map<string, { at: number; since: number }>();

  return (work: string) =>
    (error: unknown): void => {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error('background work failed and will be tried again', { work, error: reason });
      const last = told.get(work);
      const failures = (last?.since ?? 0) + 1;
      if (last !== undefined && runtime.now() - last.at < ALERT_INTERVAL_MS) {
        told.set(work, { ...last, since: failures });
        return;
      }
      told.set(work, { at: runtime.now(), since: 0 });
      alert({ priority: 'soon', code: 'background_failed', context: { work, error: reason, failures } });
    };
}
