import { expect, screen, waitFor } from 'storybook/test';

/** The open dialog of this name, once it has come in. */
export async function findDialog(name: string): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog', { name });
  await waitFor(() => expect(dialog).toBeVisible());
  return dialog;
}
