'use client';
import { useMemo, useSyncExternalStore } from 'react';

const PREFIX = 'plimsoll:dismissed:';
const listeners = new Set<() => void>();
// What was put away on this page counts even where storage is barred.
const unstored = new Set<string>();
let changes = 0;

export interface Dismissals {
  /** Whether something was put away in this browser session. */
  readonly isDismissed: (key: string) => boolean;
  /** Puts it away on the whole page. */
  readonly dismiss: (key: string) => void;
}

/** What the person has put away. Nothing on a server. */
export function useDismissals(): Dismissals {
  const version = useSyncExternalStore(subscribe, countChanges, beforeAny);
  return useMemo(() => ({ isDismissed: (key) => version >= 0 && isKept(key), dismiss }), [version]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const countChanges = () => changes;
const beforeAny = () => -1;

function dismiss(key: string): void {
  keep(key);
  changes += 1;
  for (const listener of listeners) listener();
}

// Reading the storage throws in a sandboxed frame and when the person has barred it.
function isKept(key: string): boolean {
  try {
    return window.sessionStorage.getItem(PREFIX + key) !== null;
  } catch {
    return unstored.has(key);
  }
}

function keep(key: string): void {
  try {
    window.sessionStorage.setItem(PREFIX + key, '1');
  } catch {
    unstored.add(key);
  }
}
