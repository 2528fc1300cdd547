import { BillingProvider } from '@plimsoll/react';
import { BillingAdmin } from '@plimsoll/react/admin';
import { Container, SegmentedControl } from '@radix-ui/themes';
import { useState } from 'react';
import { Header } from '../header.tsx';
import type { ProductProps } from '../product-frame.tsx';

const mounts = [
  { name: 'recruiting', title: 'Recruiting', billingUrl: '/api/billing' },
  { name: 'chat', title: 'Chat', billingUrl: '/api/chat/billing' },
  { name: 'images', title: 'Images', billingUrl: '/api/images/billing' },
];

/** Where those who run billing see what happened to a customer, and why; one desk for each product. */
export function Desk({ session, onSignOut }: ProductProps) {
  const offered = mounts.filter(({ name }) => session.products.includes(name));
  const [billingUrl, setBillingUrl] = useState('/api/billing');
  return (
    <BillingProvider key={billingUrl} baseUrl={billingUrl} live={false}>
      <Header title="Desk" pages={[]} balance="" session={session} onSignOut={onSignOut} />
      <Container size="4" px="4" py="6">
        <main>
          <SegmentedControl.Root size="1" value={billingUrl} onValueChange={setBillingUrl} mb="5" aria-label="Product">
            {offered.map((mount) => (
              <SegmentedControl.Item key={mount.name} value={mount.billingUrl}>
                {mount.title}
              </SegmentedControl.Item>
            ))}
          </SegmentedControl.Root>
          <BillingAdmin />
        </main>
      </Container>
    </BillingProvider>
  );
}
