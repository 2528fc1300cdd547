import type { Alert, AlertCode } from '../alert.ts';
import type { LogFields } from '../logger.ts';
import type { Runtime } from '../runtime/runtime.ts';

const PAUSE_MS = 60_000;

// What a stranger can cause at will, and what fails once for each customer while one thing is broken.
const LOUD: ReadonlySet<AlertCode> = new Set(['webhook_signature_rejected', 'access_change_failed', 'level_change_failed']);

interface Quiet {
  /** How often it came since it was told last. */
  count: number;
  latest: LogFields;
}

/** Alerts of which the loud ones are told once a minute at the most, in this process: the first at once, then one with a `count` of all that followed. */
export function calmAlerts(alert: (alert: Alert) => void, { later }: Pick<Runtime, 'later'>): (alert: Alert) => void {
  const quiet = new Map<string, Quiet>();

  // The minute begins with what was told. One in which nothing came ends it.
  function wait({ code, priority }: Pick<Alert, 'code' | 'priority'>): void {
    quiet.set(code, { count: 0, latest: {} });
    later(() => {
      const { count, latest } = quiet.get(code) ?? { count: 0, latest: {} };
      quiet.delete(code);
      if (count === 0) return;
      wait({ code, priority });
      alert({ code, priority, context: { ...latest, count } });
    }, PAUSE_MS);
  }

  return (raised) => {
    if (!LOUD.has(raised.code)) return alert(raised);
    const minute = quiet.get(raised.code);
    if (minute === undefined) {
      wait(raised);
      alert(raised);
      return;
    }
    minute.count += 1;
    minute.latest = raised.context;
  };
}
