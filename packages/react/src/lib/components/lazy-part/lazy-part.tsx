'use client';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { useText } from '../../messages/text-provider.tsx';

/** A part that is fetched when it is first drawn. A chunk that cannot be fetched says so in its place instead of taking the page down. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: PartMissing }),
    ),
  );
}

function PartMissing() {
  const { messages } = useText();
  return (
    <p className="ps-error" role="alert">
      {messages.partMissing}
    </p>
  );
}
