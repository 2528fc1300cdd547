// @vitest-environment jsdom
import { Theme } from '@radix-ui/themes';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { ActionButton } from './action-button.tsx';

type Ending = 'goes' | 'is off' | 'goes with its part' | 'goes, and something else takes the focus';

/** A part of a page with a button that does its work at once and then meets its ending. */
function Page({ ending }: { readonly ending: Ending }) {
  const [isDone, setDone] = useState(false);
  const isGone = isDone && ending !== 'is off';
  return (
    <Theme>
      <main>
        <button type="button">First on the page</button>
        {!(isDone && ending === 'goes with its part') && (
          <section aria-label="Plan">
            {!isGone && (
              <ActionButton disabled={isDone} onClick={() => setDone(true)}>
                Keep
              </ActionButton>
            )}
            {isGone && <button type="button">Cancel</button>}
          </section>
        )}
        {isDone && ending === 'goes, and something else takes the focus' && <input aria-label="Next" ref={(input) => input?.focus()} />}
      </main>
    </Theme>
  );
}

it.each<[Ending, () => HTMLElement]>([
  ['goes', () => screen.getByRole('region', { name: 'Plan' })],
  ['is off', () => screen.getByRole('region', { name: 'Plan' })],
  ['goes with its part', () => screen.getByRole('main')],
  ['goes, and something else takes the focus', () => screen.getByRole('textbox', { name: 'Next' })],
])('the focus is not lost when a button that was pressed %s', async (ending, expected) => {
  render(<Page ending={ending} />);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(expected()).toHaveFocus());
  await userEvent.tab();
  for (const part of [screen.getByRole('main'), ...screen.queryAllByRole('region')]) expect(part).not.toHaveAttribute('tabindex');
});

it('a button that goes without having the focus moves nothing', async () => {
  const view = render(
    <Theme>
      <section aria-label="Plan">
        <input aria-label="Search" />
        <ActionButton>Keep</ActionButton>
      </section>
    </Theme>,
  );
  await userEvent.click(screen.getByRole('textbox'));
  view.rerender(
    <Theme>
      <section aria-label="Plan">
        <input aria-label="Search" />
      </section>
    </Theme>,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(screen.getByRole('textbox')).toHaveFocus();
});

it('a button that waits keeps the focus and takes no second press', async () => {
  const press = vi.fn();
  const page = (isBusy: boolean) => (
    <Theme>
      <ActionButton isBusy={isBusy} onClick={press}>
        Pay
      </ActionButton>
    </Theme>
  );
  const view = render(page(false));
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  view.rerender(page(true));
  const button = screen.getByRole('button', { name: 'Pay' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Enter}');
  await userEvent.click(button);
  expect(button).toHaveFocus();
  expect(button).toBeEnabled();
  expect(press).toHaveBeenCalledOnce();
  view.rerender(page(false));
  expect(button).not.toHaveAttribute('aria-disabled');
});
