import { PlanChangeDialogView } from '@plimsoll/react';
import { useEffect, useState } from 'react';
import { expect, screen, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { estimate } from '../fixtures.ts';

const ARRIVES = 'preview-arrives';

/** A dialog whose price comes when it is told to. */
function Late() {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const arrive = () => setThere(true);
    window.addEventListener(ARRIVES, arrive);
    return () => window.removeEventListener(ARRIVES, arrive);
  }, []);
  return (
    <PlanChangeDialogView
      tierName="Enterprise"
      providerName="Polar"
      preview={isThere ? estimate : undefined}
      onConfirm={() => {}}
      onClose={() => {}}
    />
  );
}

const meta = preview.meta({ title: 'Components/Loading sizes of a price', tags: ['!autodocs'], render: () => <Late /> });

/** The buttons stay where they were, and the focus where it was. */
async function expectSteady(title: string): Promise<void> {
  const dialog = await findDialog(title);
  const before = dialog.getBoundingClientRect().height;
  const focused = document.activeElement;
  window.dispatchEvent(new Event(ARRIVES));
  await waitFor(() => expect(screen.queryByText(/499/)).not.toBeNull());
  await expect(dialog.getBoundingClientRect().height).toBe(before);
  await expect(document.activeElement).toBe(focused);
}

export const Wide = meta.story({ play: () => expectSteady('Change to Enterprise') });
export const German = meta.story({ globals: { locale: 'de' }, play: () => expectSteady('Zu Enterprise wechseln') });
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar' },
  play: () => expectSteady('Change to Enterprise'),
});
