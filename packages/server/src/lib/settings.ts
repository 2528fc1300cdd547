import { DEFAULT_WARN_AT } from '@plimsoll/contract';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What an application may tune. All times are milliseconds. */
export interface Settings {
  /**
   * Shares of the granted units at which people are warned, each for itself: under the share, and at nothing in any case. Pages and
   * `onLevelChange` keep to the same list. @default [0.2, 0]
   */
  readonly warnAt: readonly number[];
  /** `shadow`: limits are decided and recorded but stop nobody, for a first roll-out. @default 'on' */
  readonly enforce: 'on' | 'shadow';
  /** Whether work that fails for good gives its units back; otherwise they stay spent. @default true */
  readonly refundOnFailure: boolean;
  /** How long a reservation holds units before they return by themselves. @default 15 minutes */
  readonly reservationTtlMs: number;
  /** How long a last known paid tier is honoured while the provider is away; 0 gives the fallback tier at once. @default 72 hours */
  readonly keepLastKnownMs: number;
  /** How long access goes on after a failed renewal; 0 ends it at once. @default 7 days */
  readonly pastDueGraceMs: number;
  /** How often one instance asks the provider whether it is there. @default 5 minutes */
  readonly probeIntervalMs: number;
  /** Age after which what is known of a customer is read again. @default 24 hours */
  readonly snapshotMaxAgeMs: number;
  /** When a downgrade takes effect. @default 'period_end' */
  readonly downgrade: 'period_end' | 'now';
  /** The longest pause between two looks at the inbox. @default 1 second */
  readonly drainIntervalMs: number;
  /** The longest pause between two deliveries of usage. @default 1 second */
  readonly flushIntervalMs: number;
  /** The longest pause between two tries to bring spilled usage into a store that was away. @default 1 second */
  readonly spillIntervalMs: number;
  /** How often every live customer is read again at the provider, to find what webhooks lost. @default 1 hour */
  readonly reconcileIntervalMs: number;
  /** How long the answers of the ledger are kept, so that a repeated command gets the same one. @default 24 hours */
  readonly answerRetentionMs: number;
  /** How often all customers are looked through for an access that ended by the clock, or a hook that failed. @default 1 minute */
  readonly accessSweepIntervalMs: number;
  /** How often all customers are looked through for a level that nobody was told of. @default 5 minutes */
  readonly levelSweepIntervalMs: number;
  /** How long ended webhooks are kept, so that a late duplicate is known. @default 90 days */
  readonly inboxRetentionMs: number;
  /** The longest wait for the store in one call. @default 5 seconds */
  readonly storeDeadlineMs: number;
  /**
   * How long what was read of a customer, or known to be so still, decides over usage without being read again; 0 reads it for each call. A
   * change that this instance makes or hears of counts at once, and nothing is refused by what is only remembered. @default 5 seconds
   */
  readonly standingCacheMs: number;
}

export const defaultSettings: Settings = {
  warnAt: DEFAULT_WARN_AT,
  enforce: 'on',
  refundOnFailure: true,
  reservationTtlMs: 15 * MINUTE,
  keepLastKnownMs: 72 * HOUR,
  pastDueGraceMs: 7 * DAY,
  probeIntervalMs: 5 * MINUTE,
  snapshotMaxAgeMs: DAY,
  downgrade: 'period_end',
  drainIntervalMs: SECOND,
  flushIntervalMs: SECOND,
  spillIntervalMs: SECOND,
  reconcileIntervalMs: HOUR,
  answerRetentionMs: DAY,
  accessSweepIntervalMs: MINUTE,
  levelSweepIntervalMs: 5 * MINUTE,
  inboxRetentionMs: 90 * DAY,
  storeDeadlineMs: 5 * SECOND,
  standingCacheMs: 5 * SECOND,
};

// Without a pause a loop would spin, without time no reservation would hold and no call be answered; a longer timer would fire at once.
const TIMERS = /(Interval|Deadline|Ttl)Ms$/;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The settings with what an application chose. @throws TypeError that names each value that cannot be. */
export function readSettings(chosen: Partial<Settings> = {}): Settings {
  const settings = { ...defaultSettings, ...chosen };
  const problems = Object.entries(settings)
    .map(([name, value]) => findProblem(name, value))
    .filter((problem) => problem !== null);
  if (problems.length > 0) throw new TypeError(`These settings cannot be used:\n- ${problems.join('\n- ')}`);
  return settings;
}

const MOST_WARNINGS = 10;
const CHOICES: Readonly<Record<string, readonly [string, string]>> = { downgrade: ['period_end', 'now'], enforce: ['on', 'shadow'] };

function findProblem(name: string, value: unknown): string | null {
  const choice = CHOICES[name];
  if (choice !== undefined) return choice.includes(String(value)) ? null : `${name} must be "${choice[0]}" or "${choice[1]}"`;
  if (name === 'refundOnFailure') return typeof value === 'boolean' ? null : 'refundOnFailure must be true or false';
  if (name === 'warnAt') return isShares(value) ? null : `warnAt must be a list of at most ${MOST_WARNINGS} numbers from 0 to 1`;
  return findTimeProblem(name, value);
}

function isShares(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length <= MOST_WARNINGS && value.every((share) => typeof share === 'number' && share >= 0 && share <= 1)
  );
}

function findTimeProblem(name: string, value: unknown): string | null {
  const [least, most] = TIMERS.test(name) ? [1, LONGEST_TIMER_MS] : [0, Number.MAX_SAFE_INTEGER];
  const tooLong = Number.isFinite(value) && Number(value) > most;
  if (Number.isSafeInteger(value) && Number(value) >= least && !tooLong) return null;
  return `${name} must be a whole number of milliseconds, ${tooLong ? `${most} at most` : `${least} or more`}`;
}
