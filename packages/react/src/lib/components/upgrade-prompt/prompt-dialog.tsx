'use client';
import { Dialog } from '@radix-ui/themes';
import type { ReactNode } from 'react';

export interface PromptDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: (() => void) | undefined;
}

/** The frame of a prompt that stands over the page. */
export function PromptDialog({ title, children, onClose }: PromptDialogProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose?.()}>
      <Dialog.Content maxWidth="28rem" className="ps-dialog ps-prompt" data-state="dialog" aria-describedby={undefined}>
        <Dialog.Title>{title}</Dialog.Title>
        {children}
      </Dialog.Content>
    </Dialog.Root>
  );
}
