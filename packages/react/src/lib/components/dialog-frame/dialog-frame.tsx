'use client';
import { Dialog } from '@radix-ui/themes';
import { type ReactNode, useState } from 'react';
import { readFocusOrigin, returnFocus } from './focus-return.ts';

export interface DialogFrameProps {
  readonly title: string;
  /** A sentence that is read out with the title. */
  readonly text?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
  readonly onClose?: (() => void) | undefined;
}

/** A dialog that stands open over the page; when it goes, the focus is back where it came from. */
export function DialogFrame({ title, text, className = '', children, onClose }: DialogFrameProps) {
  const [origin] = useState(readFocusOrigin);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose?.()}>
      <Dialog.Content
        maxWidth="28rem"
        className={`ps-dialog ${className}`}
        data-state="dialog"
        {...(text === undefined && { 'aria-describedby': undefined })}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocus(origin);
        }}
      >
        <Dialog.Title>{title}</Dialog.Title>
        {text !== undefined && <Dialog.Description size="2">{text}</Dialog.Description>}
        {children}
      </Dialog.Content>
    </Dialog.Root>
  );
}
