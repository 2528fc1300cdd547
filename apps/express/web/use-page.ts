import { useSyncExternalStore } from 'react';

/** Goes to another page of the sample without loading it anew. */
export function openPage(path: string): void {
  window.history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
  window.scrollTo(0, 0);
}

/** The path of the page that is shown. */
export function usePage(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('popstate', listener);
      return () => window.removeEventListener('popstate', listener);
    },
    () => window.location.pathname,
  );
}
