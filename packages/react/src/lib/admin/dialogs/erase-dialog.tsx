'use client';
import { useState } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { useDeed } from '../use-desk.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { InputField } from './field.tsx';

export interface EraseDialogProps {
  readonly customerId: string;
  /** The customer is gone: there is nothing here to go back to. */
  readonly onErased: () => void;
  readonly onClose: () => void;
}

/** Asks for the id once more before a customer is erased, since nothing brings it back. */
export function EraseDialog({ customerId, onErased, onClose }: EraseDialogProps) {
  const { desk } = useDeskText();
  const [typed, setTyped] = useState('');
  const erase = useDeed('POST /admin/customer/erase');
  return (
    <DeedDialog
      title={desk.eraseTitle({ customer: customerId })}
      text={desk.eraseText}
      label={desk.erase}
      isReady={typed === customerId}
      isBusy={erase.isPending}
      error={erase.error}
      onConfirm={(reason) => erase.mutate({ customerId, confirm: typed, reason }, { onSuccess: onErased })}
      onClose={onClose}
    >
      <InputField type="text" label={desk.eraseConfirm({ customer: customerId })} value={typed} onChange={setTyped} />
    </DeedDialog>
  );
}
