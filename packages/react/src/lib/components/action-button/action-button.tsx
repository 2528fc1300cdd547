'use client';
import { Button, type ButtonProps } from '@radix-ui/themes';
import { useInsertionEffect, useRef } from 'react';
import { keepFocus } from './keep-focus.ts';

export interface ActionButtonProps extends Omit<ButtonProps, 'loading'> {
  /** It waits for an answer: a press does nothing, and the focus stays. @default false */
  readonly isBusy?: boolean | undefined;
  /** Not the one that the eye should go to. @default false */
  readonly isQuiet?: boolean | undefined;
}

/** A button whose focus is never lost: not while it waits, and not when it goes away or is off because it did its work. */
export function ActionButton({ isBusy = false, isQuiet, disabled = false, onClick, ...look }: ActionButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  // Said while the page is changed: later a browser has forgotten where the focus was. (A layout effect would complain on a server.)
  // biome-ignore lint/correctness/useExhaustiveDependencies: not only when it goes away, also when it is switched off
  useInsertionEffect(() => () => keepFocus(button.current), [disabled]);
  return (
    <Button
      type={look.asChild ? undefined : 'button'}
      {...(isQuiet && { variant: 'soft', color: 'gray' })}
      {...look}
      ref={button}
      loading={isBusy}
      // A browser takes the focus from a button that is off.
      aria-disabled={isBusy || undefined}
      disabled={disabled}
      onClick={isBusy ? undefined : onClick}
    />
  );
}
