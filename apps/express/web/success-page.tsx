import { CheckoutResult } from '@plimsoll/react';
import { useState } from 'react';

/** Where the checkout sends people back to. */
export function SuccessPage({ plansUrl }: { plansUrl: string }) {
  const [checkoutId] = useState(() => new URLSearchParams(window.location.search).get('checkout_id') ?? '');
  return <CheckoutResult checkoutId={checkoutId} plansUrl={plansUrl} />;
}
