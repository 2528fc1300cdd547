const MARK = 'plimsoll:portal';

/** Notes in this tab that the person leaves for the provider's portal, where anything may be changed. */
export function leaveForPortal(): void {
  try {
    window.sessionStorage.setItem(MARK, '1');
  } catch {
    // Where storage is barred, webhooks tell of what was changed.
  }
}

/** Whether the person is back from the portal and nothing was read since. True once. */
export function takePortalReturn(): boolean {
  try {
    const isBack = window.sessionStorage.getItem(MARK) !== null;
    window.sessionStorage.removeItem(MARK);
    return isBack;
  } catch {
    // The same on a server, which has no window.
    return false;
  }
}
