'use client';
import { type RefObject, useEffect, useRef } from 'react';

export interface FirstNew {
  /** For the list of rows. */
  readonly list: RefObject<HTMLUListElement | null>;
  /** Call it when more is asked for. */
  readonly ask: () => void;
}

/** Where the button that asked for more is gone with the last page, the focus goes to the first row that came. */
export function useFirstNew(count: number): FirstNew {
  const list = useRef<HTMLUListElement>(null);
  // A row that comes by itself moves nobody.
  const before = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (count <= before.current) return;
    const first = list.current?.children[before.current];
    before.current = Number.POSITIVE_INFINITY;
    if (document.activeElement !== document.body || !(first instanceof HTMLElement)) return;
    first.tabIndex = -1;
    first.focus();
  }, [count]);
  return {
    list,
    ask() {
      before.current = count;
    },
  };
}
