// Everything that uses Polar's SDK, loaded at the first call: a server that starts should not wait for it.
export { bindCustomer } from './bind-customer.ts';
export { cancel } from './cancel.ts';
export { changeTier } from './change-tier.ts';
export { createCheckout } from './create-checkout.ts';
export { openInvoice } from './open-invoice.ts';
export { openPortal } from './open-portal.ts';
export { probe } from './probe.ts';
export { readCheckout } from './read-checkout.ts';
export { readCredits } from './read-credits.ts';
export { readCustomer } from './read-customer.ts';
export { readMeters } from './read-meters.ts';
export { readOrders } from './read-orders.ts';
export { readSubscription } from './read-subscription.ts';
export { resume } from './resume.ts';
export { sendUsage } from './send-usage.ts';
export { openSubscription } from './subscription-desk.ts';
export { verifySetup } from './verify-setup.ts';
