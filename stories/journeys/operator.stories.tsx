import { BillingAdmin } from '@plimsoll/react/admin';
import { expect, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { moveToTab, press, write } from '../press.ts';
import './patience.ts';

const meta = preview.meta({
  title: 'Journeys/Operator',
  component: BillingAdmin,
  parameters: { billing: { scenario: 'operator', viewer: 'operator' } },
});

/** Finds a customer, reads why they were stopped, grants credits with a reason, sees them go on, and the deed in a log that verifies. */
export const StoppedThenRestored = meta.story({
  name: 'Find a customer, why stopped, grant, restored',
  play: async ({ canvas, step }) => {
    await step('The search finds the customer', async () => {
      await write(await canvas.findByRole('searchbox'), 'org_a');
      await press(await canvas.findByRole('button', { name: 'Open org_acme' }));
    });
    await step('The page says why, and what led there', async () => {
      await expect(await canvas.findByText(/^Stopped: no more job descriptions\./)).toBeVisible();
      const changes = await canvas.findAllByText('Plan');
      await expect(changes.some((change) => change.parentElement?.textContent === 'PlanFree → Pro')).toBe(true);
      await expect(canvas.getByRole('tabpanel')).toHaveFocus();
    });
    await step('Credits are granted, with a reason', async () => {
      await press(canvas.getByRole('button', { name: 'Grant credits' }));
      const dialog = within(await findDialog('Grant credits to org_acme'));
      await write(dialog.getByRole('spinbutton', { name: 'Units' }), '20');
      await write(dialog.getByRole('textbox', { name: 'Reason' }), 'A day lost to our outage');
      await press(dialog.getByRole('button', { name: 'Grant credits' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await waitFor(() => expect(canvas.getByRole('button', { name: 'Grant credits' })).toHaveFocus());
    });
    await step('The customer goes on', async () => {
      await expect(await canvas.findByText(/^Not stopped: more job descriptions can be used\./)).toBeVisible();
    });
    await step('The deed is in the audit log, which verifies', async () => {
      await moveToTab(canvas.getAllByRole('tab'), canvas.getByRole('tab', { name: 'Audit log' }));
      await expect(await canvas.findByText('A day lost to our outage')).toBeVisible();
      const verify = canvas.getByRole('button', { name: 'Verify the chain' });
      await press(verify);
      await expect(await canvas.findByText(/^All \d+ rows are what was written\.$/)).toBeVisible();
      await expect(verify).toHaveFocus();
    });
  },
});

/** For everyone else the desk is a page that does not exist. */
export const NotAnOperator = meta.story({
  parameters: { billing: { scenario: 'operator', viewer: 'manager' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  },
});
