import { lazy, Suspense, useEffect, useState } from 'react';
import type { catalog as chat } from '../products/chat/catalog.ts';
import type { catalog as images } from '../products/images/catalog.ts';
import type { catalog as recruiting } from '../products/recruiting/catalog.ts';
import type { ProductProps } from './product-frame.tsx';
import { callApi, type Session } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { usePage } from './use-page.ts';

declare module '@plimsoll/react' {
  interface Register {
    // An application has one catalog; this one shows three, and the ids of all of them are right.
    catalog: typeof recruiting & typeof chat & typeof images;
  }
}

const RecruitingApp = lazy(() => import('./recruiting/recruiting-app.tsx').then(({ RecruitingApp: app }) => ({ default: app })));
const ChatApp = lazy(() => import('./chat/chat-app.tsx').then(({ ChatApp: app }) => ({ default: app })));
const ImagesApp = lazy(() => import('./images/images-app.tsx').then(({ ImagesApp: app }) => ({ default: app })));
const Desk = lazy(() => import('./desk/desk.tsx').then(({ Desk: desk }) => ({ default: desk })));

/** The sample: sign in, then one of three products, or the desk of those who run billing. */
export function App() {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => void callApi<Session>('/api/session').then(setSession), []);
  const signIn = (userId: string | null) => callApi<Session>('/api/session', { userId }).then(setSession);

  if (session === null) return null;
  if (session.account === null) return <SignIn accounts={session.accounts} onSignIn={signIn} />;
  return (
    <Suspense fallback={null}>
      <Product session={{ ...session, account: session.account }} onSignOut={() => signIn(null)} />
    </Suspense>
  );
}

function Product(props: ProductProps) {
  const page = usePage();
  if (page.startsWith('/chat')) return <ChatApp {...props} />;
  if (page.startsWith('/images')) return <ImagesApp {...props} />;
  if (page.startsWith('/desk')) return <Desk {...props} />;
  return <RecruitingApp {...props} />;
}
