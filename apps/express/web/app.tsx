import { BillingProvider, LimitBoundary } from '@plimsoll/react';
import { Container, Flex } from '@radix-ui/themes';
import { useEffect, useState } from 'react';
import type { catalog } from '../catalog.ts';
import { BillingPage } from './billing-page.tsx';
import { Dashboard } from './dashboard.tsx';
import { Header } from './header.tsx';
import { callApi, type Session } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { SuccessPage } from './success-page.tsx';
import { usePage } from './use-page.ts';

declare module '@plimsoll/react' {
  interface Register {
    catalog: typeof catalog;
  }
}

/** The sample: sign in, then dashboard, billing and success page of one organisation. */
export function App() {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => void callApi<Session>('/api/session').then(setSession), []);
  const signIn = (userId: string | null) => callApi<Session>('/api/session', { userId }).then(setSession);

  if (session === null) return null;
  if (session.account === null) return <SignIn accounts={session.accounts} onSignIn={signIn} />;
  const { account } = session;
  return (
    // The key gives each organisation its own cache: nothing of the last one is ever shown to the next.
    <BillingProvider key={account.userId} baseUrl="/api/billing">
      <LimitBoundary>
        <Header account={account} onSignOut={() => signIn(null)} />
        <Container size="3" px="4" py="6">
          <Flex direction="column" gap="5" asChild>
            <main>
              <Page />
            </main>
          </Flex>
        </Container>
      </LimitBoundary>
    </BillingProvider>
  );
}

function Page() {
  const page = usePage();
  if (page.startsWith('/billing/success')) return <SuccessPage />;
  return page.startsWith('/billing') ? <BillingPage /> : <Dashboard />;
}
