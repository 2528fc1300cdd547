// Long enough to look something up in another tab and come back.
const HIDDEN_MS = 60_000;

/**
 * Runs something while the page is looked at: it ends a minute after the page was hidden, and begins again when the page is shown.
 * Gives the way to end it for good.
 */
export function whileAwake(begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  let falling: ReturnType<typeof setTimeout> | undefined;

  const sleep = () => {
    clearTimeout(falling);
    end?.();
    end = undefined;
  };
  const follow = () => {
    clearTimeout(falling);
    if (document.visibilityState === 'hidden') falling = setTimeout(sleep, HIDDEN_MS);
    else end ??= begin();
  };

  document.addEventListener('visibilitychange', follow);
  // A browser keeps a page for the back button only where it holds no lock and no connection.
  window.addEventListener('pagehide', sleep);
  window.addEventListener('pageshow', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    window.removeEventListener('pagehide', sleep);
    window.removeEventListener('pageshow', follow);
    sleep();
  };
}
