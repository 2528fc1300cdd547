'use client';
import { useState } from 'react';

/** Which of the rows on the page are chosen. */
export interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly toggleAll: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

/** Choosing rows, at most so many at once. */
export function useChoice(most: number): Choice {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen,
    toggle: (id) => setChosen((last) => new Set(last.has(id) ? [...last].filter((other) => other !== id) : [...last, id].slice(0, most))),
    toggleAll: (ids) => setChosen((last) => (last.size > 0 ? new Set() : new Set(ids.slice(0, most)))),
    clear: () => setChosen(new Set()),
  };
}
