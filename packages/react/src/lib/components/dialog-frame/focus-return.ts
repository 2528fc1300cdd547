import { focusPart, partsAround } from '../action-button/keep-focus.ts';

/** Where somebody was on the page before a dialog came. */
export interface FocusOrigin {
  readonly opener: HTMLElement;
  /** The parts of the page around the opener, the nearest first. */
  readonly around: readonly HTMLElement[];
}

let latest: FocusOrigin | null = null;

/** Reads where the focus is. For a dialog that follows another it is where the first one was opened. */
export function readFocusOrigin(): FocusOrigin | null {
  const opener = document.activeElement;
  if (!(opener instanceof HTMLElement) || opener === document.body || opener.closest('[role=dialog]')) return latest;
  latest = { opener, around: partsAround(opener) };
  return latest;
}

/**
 * Puts the focus back: on the opener, or where that is gone or off because the dialog did its work, on the button that
 * has taken its place, or on the part of the page that holds it.
 */
export function returnFocus(origin: FocusOrigin | null): void {
  if (origin === null) return;
  const { opener, around } = origin;
  opener.focus();
  if (opener === document.activeElement) return;
  const part = around.find(({ isConnected }) => isConnected);
  // The first button of a whole page is nobody's successor.
  const next = part?.matches('main') ? null : part?.querySelector<HTMLElement>('button:enabled, a[href]');
  if (next) next.focus();
  else focusPart(part);
}
