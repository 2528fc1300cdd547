'use client';
import { useState } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { useDeed } from '../use-desk.ts';
import { useDeskNames } from '../use-desk-names.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { endOfDay } from './end-of-day.ts';
import { ChoiceField, InputField } from './field.tsx';

export interface TierDialogProps {
  readonly customerId: string;
  /** Whether the tier that was given is taken back. */
  readonly isTakingBack: boolean;
  readonly onClose: () => void;
}

/** Gives a tier for nothing, or takes it back. */
export function TierDialog({ customerId, isTakingBack, onClose }: TierDialogProps) {
  const { desk } = useDeskText();
  const { tiers } = useDeskNames();
  const [chosen, setTier] = useState<string>();
  const [end, setEnd] = useState('');
  const change = useDeed('POST /admin/tier');
  const tier = chosen ?? tiers.at(-1)?.id ?? '';
  return (
    <DeedDialog
      title={desk.tierTitle({ customer: customerId })}
      text={desk.tierText}
      label={isTakingBack ? desk.takeBack : desk.giveTier}
      isReady={isTakingBack || tier !== ''}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={(reason) => {
        const gift = isTakingBack ? { tier: null, until: null } : { tier, until: endOfDay(end) };
        change.mutate({ customerId, ...gift, reason }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      {!isTakingBack && (
        <>
          <ChoiceField label={desk.tier} value={tier} onChange={setTier} choices={tiers} />
          <InputField type="date" label={desk.untilOptional} value={end} onChange={setEnd} />
        </>
      )}
    </DeedDialog>
  );
}
