// A loss takes what was written last, so whom it touched was told of lately. Few enough to be read again in one call.
const MOST = 1000;

/** What the number of webhooks goes by; no customer is called so. */
export const INBOX = '';

/** The highest number that this process was told of each name: a customer's version, or how many webhooks were kept. */
export interface ToldNumbers {
  /** 0 for what is not remembered. */
  of(name: string): number;
  raise(name: string, number: number): void;
  /** Takes a lower number, once it is known that the higher one is lost. */
  replace(name: string, number: number): void;
  /** A customer was erased: a lower number is no loss. */
  forget(name: string): void;
  /** The customers that changed lately. */
  customers(): readonly string[];
}

/** Remembers nothing yet. */
export function createToldNumbers(): ToldNumbers {
  const versions = new Map<string, number>();
  let webhooks = 0;
  const of = (name: string) => (name === INBOX ? webhooks : (versions.get(name) ?? 0));

  // Whoever is new pushes out who came first: of the two, the new one changed later.
  function replace(name: string, number: number): void {
    if (name === INBOX) {
      webhooks = number;
      return;
    }
    versions.set(name, number);
    if (versions.size <= MOST) return;
    for (const oldest of versions.keys()) {
      versions.delete(oldest);
      return;
    }
  }

  return {
    of,
    raise(name, number) {
      if (number > of(name)) replace(name, number);
    },
    replace,
    forget: (name) => void versions.delete(name),
    customers: () => [...versions.keys()],
  };
}
