import { expect, waitFor } from 'storybook/test';

/** Until a press does something: a button that waits is not off, so that it keeps the focus, but says that it cannot be used. */
export async function untilReady(button: HTMLElement): Promise<void> {
  await waitFor(() => {
    expect(button).toBeEnabled();
    expect(button).not.toHaveAttribute('aria-disabled');
  });
}
