import { BillingError } from '@plimsoll/contract';
import type { AlertCode } from '../alert.ts';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import type { LogFields } from '../logger.ts';

const DEADLINE_MS = 10_000;

/** A process that died while it told the host is replaced after so many milliseconds; the key of what it told stays the same. */
export const TELLING_LEASE_MS = 30_000;

export interface HookCall {
  /** As the host wrote it, for the log. */
  readonly name: string;
  /** The alert of a failure. */
  readonly failure: AlertCode;
  readonly fields: LogFields;
  readonly call: () => void | Promise<void>;
}

/** Calls a hook of the host. Gives whether it took what it was told: it did not throw, and answered within ten seconds. */
export async function callHook(
  { runtime, logger, alert }: Pick<Context, 'runtime' | 'logger' | 'alert'>,
  { name, failure, fields, call }: HookCall,
): Promise<boolean> {
  const error = () => new BillingError('internal', `${name} took longer than ${DEADLINE_MS} ms.`);
  try {
    await withDeadline(Promise.resolve().then(call), { runtime, ms: DEADLINE_MS, error });
    logger.info(`${name} took what it was told`, fields);
    return true;
  } catch (cause) {
    const problem = { ...fields, error: cause instanceof Error ? cause.message : String(cause) };
    logger.error(`${name} failed and will be tried again`, problem);
    alert({ priority: 'immediate', code: failure, context: problem });
    return false;
  }
}
