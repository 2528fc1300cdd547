import { useEffect, useState } from 'react';
import { callApi } from '../session.ts';
import { useGatedWork } from '../use-gated-work.ts';

export interface Picture {
  readonly id: string;
  readonly prompt: string;
  readonly state: 'waiting' | 'done' | 'failed';
  /** Null for one that could not be drawn. */
  readonly svg: string | null;
}

export interface Wish {
  readonly prompt: string;
  /** Whether it is meant to fail, to see what happens to the credit. */
  readonly fails: boolean;
}

/** The person's images, and the way to more. */
export function usePictures() {
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  useEffect(() => void callApi<Picture[]>('/api/images/jobs').then(setPictures), []);
  const { run, busy, failure } = useGatedWork(async (wish: Wish) => {
    const picture = await callApi<Picture>('/api/images/jobs', { ...wish, id: crypto.randomUUID() });
    setPictures((earlier) => [picture, ...earlier]);
  });
  return { pictures, draw: (wish: Wish) => void run(wish), busy, failure };
}
