'use client';
import { useState } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { useDeed } from '../use-desk.ts';
import { useDeskNames } from '../use-desk-names.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { endOfDay } from './end-of-day.ts';
import { ChoiceField, InputField } from './field.tsx';
import { readUnits } from './read-units.ts';

export interface LimitDialogProps {
  readonly customerId: string;
  /** The meter whose raise is taken back; left out where one is raised. */
  readonly takeBack?: string | undefined;
  readonly onClose: () => void;
}

/** Raises a limit for a while, or takes the raise back. */
export function LimitDialog({ customerId, takeBack, onClose }: LimitDialogProps) {
  const { desk } = useDeskText();
  const { meters } = useDeskNames();
  const [chosen, setMeter] = useState<string>();
  const [units, setUnits] = useState('');
  const [end, setEnd] = useState('');
  const change = useDeed('POST /admin/limit');
  const meter = takeBack ?? chosen ?? meters[0]?.id ?? '';
  const count = readUnits(units);
  const raise = takeBack === undefined ? { units: count, until: endOfDay(end) } : { units: null, until: null };
  const isWhole = takeBack !== undefined || (raise.units !== null && raise.until !== null);
  return (
    <DeedDialog
      title={desk.limitTitle({ customer: customerId })}
      text={desk.limitText}
      label={takeBack === undefined ? desk.raiseLimit : desk.takeBack}
      isReady={isWhole && meter !== ''}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ customerId, meter, ...raise, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {takeBack === undefined && (
        <>
          <ChoiceField label={desk.meter} value={meter} onChange={setMeter} choices={meters} />
          <InputField type="number" label={desk.units} value={units} onChange={setUnits} min={1} />
          <InputField type="date" label={desk.until} value={end} onChange={setEnd} />
        </>
      )}
    </DeedDialog>
  );
}
