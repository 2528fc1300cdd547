// @vitest-environment jsdom
import { Theme } from '@radix-ui/themes';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { DialogFrame } from './dialog-frame.tsx';

type Ending = 'stays' | 'is replaced' | 'is gone' | 'is off';

/** A part of a page whose button opens a dialog; when the dialog is answered, the button meets its ending. */
function Page({ ending }: { readonly ending: Ending }) {
  const [step, setStep] = useState<'before' | 'asked' | 'asked again' | 'after'>('before');
  const isOver = step === 'after';
  return (
    <Theme>
      <main>
        <button type="button">First on the page</button>
        <article aria-label="Plan">
          {!(isOver && ending !== 'stays' && ending !== 'is off') && (
            <button type="button" disabled={isOver && ending === 'is off'} onClick={() => setStep('asked')}>
              Cancel
            </button>
          )}
          {isOver && ending === 'is replaced' && <button type="button">Keep</button>}
        </article>
      </main>
      {step === 'asked' && (
        <DialogFrame key="first" title="Sure?" onClose={() => setStep('after')}>
          <button type="button" onClick={() => setStep('asked again')}>
            Next
          </button>
        </DialogFrame>
      )}
      {step === 'asked again' && (
        <DialogFrame key="second" title="Really?" text="One more question." onClose={() => setStep('after')}>
          <button type="button">Done</button>
        </DialogFrame>
      )}
    </Theme>
  );
}

const focused = () => document.activeElement;

it.each<[Ending, () => HTMLElement]>([
  ['stays', () => screen.getByRole('button', { name: 'Cancel' })],
  ['is replaced', () => screen.getByRole('button', { name: 'Keep' })],
  ['is off', () => screen.getByRole('article', { name: 'Plan' })],
  ['is gone', () => screen.getByRole('article', { name: 'Plan' })],
])('gives the focus back to where it was when the button that opened it %s', async (ending, expected) => {
  render(<Page ending={ending} />);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Sure?' });
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(focused()).toBe(expected()));
});

it('remembers the page through a dialog that follows another', async () => {
  render(<Page ending="stays" />);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  expect(await screen.findByRole('dialog', { name: 'Really?' })).toHaveAccessibleDescription('One more question.');
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(focused()).toBe(screen.getByRole('button', { name: 'Cancel' })));
});
