import { BillingProvider, CheckoutResult, TextProvider } from '@plimsoll/react';
import { german } from '@plimsoll/react/german';
import { Theme } from '@radix-ui/themes';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { BackendContext } from './backend-context.ts';
import type { DemoBackend } from './backends.ts';
import { HostedPage } from './hosted-page.tsx';

export interface StageProps {
  readonly backend: DemoBackend | null;
  /** The toolbar. */
  readonly look: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}

/** What stands around every story: theme, width, direction, and for connected components a provider with a cache of its own. */
export function Stage({ backend, look, children }: StageProps) {
  const { theme, direction, width } = look;
  const locale = String(look['locale'] ?? 'en');
  // On the document, because dialogs are drawn outside of the story.
  useEffect(() => {
    document.documentElement.dir = direction === 'rtl' ? 'rtl' : 'ltr';
  }, [direction]);
  return (
    <Theme accentColor="indigo" grayColor="slate" radius="medium" appearance={theme === 'dark' ? 'dark' : 'light'}>
      <div className="stage" data-width={String(width)} style={width === 'full' ? {} : { inlineSize: `${width}px` }}>
        {backend === null ? (
          <TextProvider locale={locale} messages={wordsOf(locale)}>
            {children}
          </TextProvider>
        ) : (
          <BackendContext.Provider value={backend}>
            <Application key={backend.basePath} {...{ backend, locale }}>
              {children}
            </Application>
          </BackendContext.Provider>
        )}
      </div>
    </Theme>
  );
}

/** The languages that the kit has words for; other locales change numbers and dates alone. */
function wordsOf(locale: string) {
  return locale === 'de' ? german : undefined;
}

type Place =
  | { readonly kind: 'app' }
  | { readonly kind: 'hosted'; readonly url: string }
  | { readonly kind: 'success'; readonly checkoutId: string };

interface ApplicationProps {
  readonly backend: DemoBackend;
  readonly locale: string;
  readonly children: ReactNode;
}

/** The application around a connected component: it leaves for the provider's pages and comes back, all in place. */
function Application({ backend, locale, children }: ApplicationProps) {
  const [queryClient] = useState(() => new QueryClient());
  const [place, setPlace] = useState<Place>({ kind: 'app' });
  const navigate = (address: string) => setPlace(readPlace(address));
  return (
    <BillingProvider baseUrl={backend.basePath} {...{ queryClient, locale, navigate }} messages={wordsOf(locale)}>
      {place.kind === 'app' && children}
      {place.kind === 'hosted' && <HostedPage url={place.url} onLeave={navigate} />}
      {place.kind === 'success' && <CheckoutResult checkoutId={place.checkoutId} />}
    </BillingProvider>
  );
}

function readPlace(address: string): Place {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin) return { kind: 'hosted', url: url.href };
  const checkoutId = url.searchParams.get('checkout_id');
  return checkoutId === null ? { kind: 'app' } : { kind: 'success', checkoutId };
}
