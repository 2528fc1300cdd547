import { CheckoutResult } from '@plimsoll/react';
import { Button, Card, Flex } from '@radix-ui/themes';
import { useState } from 'react';
import { openPage } from './use-page.ts';

/** Where the checkout sends people back to. */
export function SuccessPage() {
  const [checkoutId] = useState(() => new URLSearchParams(window.location.search).get('checkout_id') ?? '');
  return (
    <Card size="3">
      <Flex direction="column" gap="4" align="start">
        <CheckoutResult checkoutId={checkoutId} />
        <Button variant="soft" onClick={() => openPage('/')}>
          Back to the dashboard
        </Button>
      </Flex>
    </Card>
  );
}
