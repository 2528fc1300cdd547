'use client';
import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';
import { PartMissing } from './part-missing.tsx';

/**
 * A component that is fetched when it is first drawn, with something in its place until then. A chunk that
 * cannot be fetched says so in its place instead of taking the page down.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>, placeholder?: ReactNode): (props: P) => ReactNode {
  const Part = lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: PartMissing }),
    ),
  );
  return (props) => <Suspense fallback={placeholder}>{createElement<P>(Part, props)}</Suspense>;
}
