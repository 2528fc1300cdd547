'use client';
import { DialogFrame, type DialogFrameProps } from '../dialog-frame/dialog-frame.tsx';

/** The frame of a prompt that stands over the page. */
export function PromptDialog(props: Omit<DialogFrameProps, 'text' | 'className'>) {
  return <DialogFrame {...props} className="ps-prompt" />;
}
