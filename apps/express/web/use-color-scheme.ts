import { useSyncExternalStore } from 'react';

const dark = '(prefers-color-scheme: dark)';

/** The appearance that the person chose for their system. */
export function useColorScheme(): 'light' | 'dark' {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(dark);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => (window.matchMedia(dark).matches ? 'dark' : 'light'),
  );
}
