import { BillingProvider, LimitBoundary } from '@plimsoll/react';
import { Container, Flex } from '@radix-ui/themes';
import { type ReactNode, useMemo } from 'react';
import { Header, type HeaderProps } from './header.tsx';
import type { SignedIn } from './session.ts';

/** What each product of the sample is drawn with. */
export interface ProductProps {
  readonly session: SignedIn;
  readonly onSignOut: () => void;
}

interface ProductFrameProps extends ProductProps, Pick<HeaderProps, 'pages' | 'title' | 'balance'> {
  /** Where the billing of the product is mounted. */
  readonly billingUrl: string;
  /** The page to which a checkout leads. */
  readonly successPath: string;
  readonly children: ReactNode;
}

/** The billing of one product around its pages. */
export function ProductFrame({ billingUrl, successPath, session, onSignOut, children, ...header }: ProductFrameProps) {
  const checkoutReturn = useMemo(
    () => ({ successUrl: `${window.location.origin}${successPath}?checkout_id={CHECKOUT_ID}` }),
    [successPath],
  );
  return (
    // The key gives each person and product its own cache: nothing of the last one is ever shown to the next.
    <BillingProvider key={`${billingUrl} ${session.account.userId}`} baseUrl={billingUrl} checkoutReturn={checkoutReturn}>
      <LimitBoundary>
        <Header {...header} session={session} onSignOut={onSignOut} />
        <Container size="3" px="4" py="6">
          <Flex direction="column" gap="5" asChild>
            <main>{children}</main>
          </Flex>
        </Container>
      </LimitBoundary>
    </BillingProvider>
  );
}
