import { userEvent } from 'storybook/test';

const FARTHEST = 80;

/** Reaches a control by the Tab key alone. @throws Error when the keyboard does not get there */
export async function reach(control: HTMLElement): Promise<void> {
  for (let steps = 0; document.activeElement !== control; steps += 1) {
    if (steps === FARTHEST) throw new Error(`The Tab key does not reach "${control.textContent}".`);
    await userEvent.tab();
  }
}

/** Reaches a control by the Tab key alone and presses it with Enter. @throws Error when the keyboard does not get there */
export async function press(control: HTMLElement): Promise<void> {
  await reach(control);
  await userEvent.keyboard('{Enter}');
}

/** Reaches a field by the Tab key alone and writes into it. @throws Error when the keyboard does not get there */
export async function write(field: HTMLElement, text: string): Promise<void> {
  await reach(field);
  await userEvent.keyboard(text);
}

/** Goes along a row of tabs with an arrow key, from the one that is open. @throws Error when the keyboard does not get there */
export async function moveToTab(tabs: readonly HTMLElement[], wanted: HTMLElement): Promise<void> {
  const open = tabs.find((tab) => tab.getAttribute('aria-selected') === 'true');
  if (open === undefined) throw new Error('No tab is open.');
  await reach(open);
  for (let steps = 0; document.activeElement !== wanted; steps += 1) {
    if (steps === tabs.length) throw new Error(`The arrow keys do not reach "${wanted.textContent}".`);
    await userEvent.keyboard('{ArrowRight}');
  }
}
