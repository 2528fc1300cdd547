import { Flex } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { expect } from 'storybook/test';

/** A part of the page before and after its data came. */
export interface Pair {
  readonly name: string;
  readonly loading: ReactNode;
  readonly ready: ReactNode;
}

/** Each part before and after, one above the other. */
export function Pairs({ pairs }: { readonly pairs: readonly Pair[] }) {
  return (
    <Flex direction="column" gap="5">
      {pairs.map(({ name, loading, ready }) => (
        <div key={name} data-pair={name}>
          <div>{loading}</div>
          <div>{ready}</div>
        </div>
      ))}
    </Flex>
  );
}

/** Each part has the same height before and after, or within so many pixels of it: nothing below it jumps. */
export async function expectNoShift(canvasElement: HTMLElement, slack = 0): Promise<void> {
  const pairs = [...canvasElement.querySelectorAll<HTMLElement>('[data-pair]')];
  await expect(pairs.length).toBeGreaterThan(0);
  const shifts = pairs.flatMap(({ dataset, children }) => {
    const [loading = 0, ready = 0] = [...children].map((part) => part.getBoundingClientRect().height);
    return Math.abs(loading - ready) <= slack ? [] : [`${dataset['pair']}: ${loading} px, then ${ready} px`];
  });
  await expect(shifts).toEqual([]);
}
