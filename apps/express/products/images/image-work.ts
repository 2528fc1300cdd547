import { setTimeout as pause } from 'node:timers/promises';
import type { Billing, Logger } from '@plimsoll/server';
import type { catalog } from './catalog.ts';
import type { Job, Jobs } from './jobs.ts';

const MOST_TRIES = 3;
const WORK_MS = 150;

/** Draws what was paid for, in the background. */
export interface ImageWork {
  /** Does one job to its end, good or bad; the same job is done once however often it is asked for. */
  finish(job: Job): Promise<void>;
  /** Goes on with what was begun before a restart. */
  resume(): void;
}

interface WorkParts {
  readonly usage: Pick<Billing<typeof catalog>['usage'], 'fail'>;
  readonly jobs: Jobs;
  readonly logger: Logger;
}

/** A credit was taken before the job was written down. What fails for good says so to billing, which gives it back if it is set to. */
export function createImageWork({ usage, jobs, logger }: WorkParts): ImageWork {
  const underWay = new Map<string, Promise<void>>();

  async function work(job: Job): Promise<void> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      // The model of this sample thinks for a moment; one that is meant to fail does so each time.
      await pause(WORK_MS);
      if (job.fails) continue;
      return jobs.end(job.id, 'done');
    }
    // First the credit, then the state: a job that is found waiting after a crash is failed again, and gives its credit back once.
    await usage.fail({ customerId: job.customerId, id: job.id });
    jobs.end(job.id, 'failed');
  }

  return {
    finish(job) {
      const running = underWay.get(job.id) ?? work(job).finally(() => underWay.delete(job.id));
      underWay.set(job.id, running);
      return running;
    },
    resume() {
      for (const job of jobs.listWaiting())
        this.finish(job).catch((error: unknown) => logger.error('a job did not end', { error: String(error) }));
    },
  };
}
