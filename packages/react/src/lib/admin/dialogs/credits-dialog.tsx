'use client';
import { useState } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { useDeed } from '../use-desk.ts';
import { useDeskNames } from '../use-desk-names.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { endOfDay } from './end-of-day.ts';
import { ChoiceField, InputField } from './field.tsx';
import { readUnits } from './read-units.ts';

export interface CreditsDialogProps {
  readonly customerId: string;
  readonly deed: 'grant' | 'revoke';
  readonly onClose: () => void;
}

/** Gives prepaid units or takes them back. Pressed twice it is done once: the key of the deed is made when the dialog opens. */
export function CreditsDialog({ customerId, deed, onClose }: CreditsDialogProps) {
  const { desk } = useDeskText();
  const { meters } = useDeskNames();
  const [key] = useState(() => `desk-${crypto.randomUUID()}`);
  const [chosen, setMeter] = useState<string>();
  const [units, setUnits] = useState('');
  const [end, setEnd] = useState('');
  const expiresAt = deed === 'grant' ? endOfDay(end) : null;
  const change = useDeed(`POST /admin/credits/${deed}`);
  const meter = chosen ?? meters[0]?.id ?? '';
  const count = readUnits(units);
  const confirm = (reason: string) => {
    if (count === null) return;
    change.mutate({ customerId, meter, units: count, reason, key, ...(expiresAt && { expiresAt }) }, { onSuccess: onClose });
  };
  return (
    <DeedDialog
      title={deed === 'grant' ? desk.grantTitle({ customer: customerId }) : desk.revokeTitle({ customer: customerId })}
      label={deed === 'grant' ? desk.grant : desk.revoke}
      isReady={count !== null && meter !== ''}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ChoiceField label={desk.meter} value={meter} onChange={setMeter} choices={meters} />
      <InputField type="number" label={desk.units} value={units} onChange={setUnits} min={1} />
      {deed === 'grant' && <InputField type="date" label={desk.usableUntil} value={end} onChange={setEnd} />}
    </DeedDialog>
  );
}
