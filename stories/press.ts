import { userEvent } from 'storybook/test';

const FARTHEST = 80;

/** Reaches a control by the Tab key alone and presses it with Enter. @throws Error when the keyboard does not get there */
export async function press(control: HTMLElement): Promise<void> {
  for (let steps = 0; document.activeElement !== control; steps += 1) {
    if (steps === FARTHEST) throw new Error(`The Tab key does not reach "${control.textContent}".`);
    await userEvent.tab();
  }
  await userEvent.keyboard('{Enter}');
}
