import { Theme } from '@radix-ui/themes';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { BillingProvider, type BillingProviderProps } from '../provider/billing-provider.tsx';
import { type StubServer, stubServer } from './stub-server.ts';

/** Draws a part of a page as an application would, without live updates unless asked for. */
export function renderBilling(part: ReactNode, server: StubServer = stubServer(), options: Partial<BillingProviderProps> = {}) {
  return render(
    <Theme>
      <BillingProvider baseUrl="/api/billing" fetch={server.fetch} live={false} {...options}>
        {part}
      </BillingProvider>
    </Theme>,
  );
}
