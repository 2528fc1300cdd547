const PARTS = 'section, article, main, [role=tabpanel]';

/** The parts of the page around an element, the nearest first. */
export function partsAround(element: Element): HTMLElement[] {
  const part = element.parentElement?.closest<HTMLElement>(PARTS);
  return part ? [part, ...partsAround(part)] : [];
}

/** Call it when a control goes away or is off: where it had the focus and nothing else takes it, the part of the page that held it does. */
export function keepFocus(control: Element | null): void {
  if (!control?.matches(':focus')) return;
  const around = partsAround(control);
  setTimeout(() => {
    if (document.activeElement?.matches('body, :disabled')) focusPart(around.find(({ isConnected }) => isConnected));
  });
}

/** Puts the focus on a part of the page that is no control. */
export function focusPart(part: HTMLElement | undefined): void {
  if (part && !part.hasAttribute('tabindex')) {
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part?.focus();
}
