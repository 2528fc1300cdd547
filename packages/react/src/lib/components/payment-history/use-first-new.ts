'use client';
import { type RefObject, useEffect, useRef } from 'react';

/** Where the button that asked for more is gone with the last page, the focus goes to the first row that came: for the list of rows. */
export function useFirstNew(count: number): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const first = list.current?.children[before.current];
    const isLost = document.activeElement === document.body;
    if (before.current > 0 && count > before.current && isLost && first instanceof HTMLElement) {
      first.tabIndex = -1;
      first.focus();
    }
    before.current = count;
  }, [count]);
  return list;
}
