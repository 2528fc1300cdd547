import type { AdminSettings } from '@plimsoll/contract/routes';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Settings as they stand in a form: people write percent, days and hours. */
export interface Draft {
  readonly refundOnFailure: boolean;
  /** Percent, with commas between them. */
  readonly warnAt: string;
  readonly pastDueGrace: string;
  readonly keepLastKnown: string;
}

/** The fields that hold a number, from 0 to the most that the server takes. */
export const numberFields = [
  { name: 'pastDueGrace', label: 'pastDueGrace', most: 90 },
  { name: 'keepLastKnown', label: 'keepLastKnown', most: 720 },
] as const;

/** Settings as people write them. */
export function draftOf({ refundOnFailure, warnAt, pastDueGraceMs, keepLastKnownMs }: AdminSettings): Draft {
  return {
    refundOnFailure,
    warnAt: warnAt.map((share) => round(share * 100)).join(', '),
    pastDueGrace: String(round(pastDueGraceMs / DAY_MS)),
    keepLastKnown: String(round(keepLastKnownMs / HOUR_MS)),
  };
}

/** What was written, for the server; null where a number is missing or out of its range. */
export function readDraft(draft: Draft): AdminSettings | null {
  const warnAt = readShares(draft.warnAt);
  const [days, hours] = numberFields.map(({ name, most }) => readNumber(draft[name], most));
  if (warnAt === null || days === undefined || hours === undefined) return null;
  return {
    refundOnFailure: draft.refundOnFailure,
    warnAt,
    pastDueGraceMs: Math.round(days * DAY_MS),
    keepLastKnownMs: Math.round(hours * HOUR_MS),
  };
}

// As many as the server takes.
const MOST_SHARES = 10;

function readShares(text: string): number[] | null {
  const shares = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => readNumber(part, 100));
  if (shares.length > MOST_SHARES || shares.includes(undefined)) return null;
  return shares.flatMap((percent) => (percent === undefined ? [] : [percent / 100]));
}

function readNumber(text: string, most: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= most ? value : undefined;
}

const round = (value: number) => Math.round(value * 100) / 100;
