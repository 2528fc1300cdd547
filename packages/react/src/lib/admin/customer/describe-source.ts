import type { ChangeSource } from '@plimsoll/contract/routes';
import type { AdminMessages } from '../admin-texts.ts';

/** What caused a change: `Webhook subscription.updated, evt_1`. */
export function describeSource({ kind, type, id }: ChangeSource, desk: AdminMessages): string {
  const name = [desk.source[kind], type].filter(Boolean).join(' ');
  return [name, id].filter(Boolean).join(', ');
}
