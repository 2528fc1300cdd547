import { chooseProduct } from '../checkout/choose-product.ts';
import { openSession } from '../checkout/open-session.ts';
import { declineCheckout, payCheckout } from '../checkout/pay-checkout.ts';
import { type Core, mustGet } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { isText } from '../http/field-rules.ts';
import { seeOther } from '../http/respond.ts';
import { renderCheckout } from './checkout-view.ts';
import { renderMessage } from './layout.ts';

/** The hosted checkout: a page with real forms, and what its buttons do. */
export const checkoutPages: readonly Route[] = [
  { method: 'GET', path: '/checkout/:secret', run: show },
  { method: 'POST', path: '/checkout/:secret/pay', run: pay },
  { method: 'POST', path: '/checkout/:secret/decline', run: decline },
  { method: 'GET', path: '/checkout/:secret/confirmation', run: confirm },
];

function find({ core, params }: Call): Checkout | undefined {
  return [...core.world.checkouts.values()].find((checkout) => checkout.client_secret === params.secret);
}

function show(call: Call): Response {
  const checkout = find(call);
  if (checkout === undefined) return missing();
  if (checkout.status !== 'open') return closed(checkout);
  const alert = call.query.has('declined') ? DECLINED : null;
  return renderCheckout(call.core, checkout, { alert, theme: call.query.get('theme') });
}

function pay(call: Call): Response {
  const { core, body } = call;
  const checkout = find(call);
  if (checkout === undefined) return missing();
  if (checkout.status !== 'open') return closed(checkout);
  const email = isText(body.email) && body.email !== '' ? body.email : undefined;
  try {
    if (isText(body.product_id)) chooseProduct(core, checkout, body.product_id);
    payCheckout(core, checkout, { email });
  } catch (error) {
    if (error instanceof ApiError) return explain(checkout, error);
    throw error;
  }
  return seeOther(successUrl(core, checkout));
}

function explain(checkout: Checkout, error: ApiError): Response {
  if (error.status === 400) return showDeclined(checkout);
  return renderMessage({ title: 'This purchase is not possible', text: error.message, status: error.status, back: checkout.return_url });
}

const DECLINED = 'The card was declined. Nothing was charged; you can try again.';

function decline(call: Call): Response {
  const checkout = find(call);
  if (checkout === undefined) return missing();
  if (checkout.status !== 'open') return closed(checkout);
  declineCheckout(call.core, checkout);
  return showDeclined(checkout);
}

/** Back to the page by its own address, so that reloading it does not send the form again. */
function showDeclined(checkout: Checkout): Response {
  return seeOther(`/checkout/${checkout.client_secret}?declined`);
}

/** Polar hands the buyer's portal credential to the success page, in the address. So does this. */
export function successUrl(core: Core, checkout: Checkout): string {
  const url = new URL(checkout.success_url);
  if (checkout.customer_id !== null) {
    const session = openSession(core, mustGet(core.world.customers, checkout.customer_id), null);
    url.searchParams.append('customer_session_token', session.token);
  }
  return url.href;
}

function confirm(call: Call): Response {
  const checkout = find(call);
  if (checkout?.status !== 'succeeded') return missing();
  const { name } = mustGet(call.core.world.products, checkout.product_id);
  return renderMessage({
    title: 'Thank you',
    text: `Your purchase of ${name} is complete. You can close this page.`,
    status: 200,
    back: checkout.return_url,
  });
}

function missing(): Response {
  return renderMessage({ title: 'No such checkout', text: 'The link is wrong, or the emulator was reset since it was made.', status: 404 });
}

function closed(checkout: Checkout): Response {
  const text =
    checkout.status === 'expired'
      ? 'A checkout can be paid for 24 hours. Go back and start another one.'
      : 'It has been paid already. Nothing more is to be done here.';
  return renderMessage({ title: 'This checkout is closed', text, status: 410, back: checkout.return_url });
}
