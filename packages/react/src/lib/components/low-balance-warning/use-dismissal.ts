'use client';
import { useCallback, useState, useSyncExternalStore } from 'react';

const PREFIX = 'plimsoll:dismissed:';
const neverChanges = () => () => undefined;

/** Whether something was put away in this browser session, and the way to put it away. Shown again on a server and where storage is barred. */
export function useDismissal(key: string): readonly [isDismissed: boolean, dismiss: () => void] {
  // What was put away on this page counts even where storage is barred.
  const [dismissedKey, setDismissedKey] = useState<string | null>(null);
  const isStored = useSyncExternalStore(
    neverChanges,
    () => readStored(key),
    () => false,
  );
  const dismiss = useCallback(() => {
    setDismissedKey(key);
    store(key);
  }, [key]);
  return [isStored || dismissedKey === key, dismiss];
}

// Reading the storage throws in a sandboxed frame and when the person has barred it.
function readStored(key: string): boolean {
  try {
    return window.sessionStorage.getItem(PREFIX + key) !== null;
  } catch {
    return false;
  }
}

function store(key: string): void {
  try {
    window.sessionStorage.setItem(PREFIX + key, '1');
  } catch {
    // Barred or full: the state of the page is enough.
  }
}
