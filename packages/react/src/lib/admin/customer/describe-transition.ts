import type { AccountState, AdminTransition } from '@plimsoll/contract/routes';
import type { DeskText } from '../desk-text.tsx';

/** One thing that a transition changed, in words. */
export interface ChangedField {
  readonly field: keyof AccountState;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const FIELDS = [
  'tier',
  'status',
  'periodStart',
  'periodEnd',
  'cancelAt',
  'accessUntil',
  'scheduledTier',
] as const satisfies (keyof AccountState)[];

/** What changed between before and after, in the order in which people ask for it. */
export function describeTransition(
  { before, after }: Pick<AdminTransition, 'before' | 'after'>,
  tierName: (tier: string) => string,
  text: DeskText,
): ChangedField[] {
  const show = (field: keyof AccountState, value: string | null) => {
    if (value === null) return text.desk.none;
    if (field === 'tier' || field === 'scheduledTier') return tierName(value);
    return field === 'status' ? text.messages.status[after.status === value ? after.status : before.status] : text.format.dateTime(value);
  };
  return FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    label: text.desk.field[field],
    before: show(field, before[field]),
    after: show(field, after[field]),
  }));
}
