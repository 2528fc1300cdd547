import { type Core, stamped } from '../core.ts';
import { findByExternalId, findCustomer } from '../customers.ts';
import type { Checkout } from '../entities/billing.ts';
import type { Metadata, Product } from '../entities/catalog.ts';
import type { Address, Customer } from '../entities/customer.ts';
import { invalid } from '../http/api-error.ts';
import { DAY } from '../period.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { trialOf } from './trial-of.ts';

export interface NewCheckout {
  products: readonly Product[];
  customerId: string | null;
  externalCustomerId: string | null;
  customerName: string | null;
  customerEmail: string | null;
  customerIpAddress: string | null;
  customerBillingName: string | null;
  customerBillingAddress: Address | null;
  customerMetadata: Metadata;
  isBusinessCustomer: boolean;
  subscriptionId: string | null;
  successUrl: string | null;
  returnUrl: string | null;
  embedOrigin: string | null;
  allowTrial: boolean;
  allowDiscountCodes: boolean;
  requireBillingAddress: boolean;
  locale: string | null;
  metadata: Metadata;
}

/** Opens a checkout that lives for 24 virtual hours. It is opened even for a customer who may not buy again: Polar refuses later. */
export function openCheckout(core: Core, draft: NewCheckout): Checkout {
  const facts = stamped(core);
  const secret = `polar_c_${crypto.randomUUID().replaceAll('-', '')}`;
  const customer = findBuyer(core, draft);
  const [first] = draft.products;
  if (first === undefined) throw invalid(['body', 'products'], 'At least one product is required.', []);
  const successUrl = draft.successUrl ?? `${core.baseUrl}/checkout/${secret}/confirmation`;
  const checkout: Checkout = {
    ...facts,
    status: 'open',
    client_secret: secret,
    expires_at: new Date(Date.parse(facts.created_at) + DAY).toISOString(),
    success_url: successUrl.replaceAll('{CHECKOUT_ID}', facts.id),
    return_url: draft.returnUrl,
    embed_origin: draft.embedOrigin,
    allow_trial: draft.allowTrial,
    trial_end: trialOf(core, { allow_trial: draft.allowTrial, subscription_id: draft.subscriptionId }, first)?.end ?? null,
    allow_discount_codes: draft.allowDiscountCodes,
    require_billing_address: draft.requireBillingAddress,
    product_id: first.id,
    product_ids: draft.products.map((product) => product.id),
    customer_id: customer?.id ?? null,
    external_customer_id: draft.externalCustomerId ?? customer?.external_id ?? null,
    customer_name: draft.customerName ?? customer?.name ?? null,
    customer_email: draft.customerEmail ?? customer?.email ?? null,
    customer_ip_address: draft.customerIpAddress,
    customer_billing_name: draft.customerBillingName ?? customer?.billing_name ?? null,
    customer_billing_address: draft.customerBillingAddress ?? customer?.billing_address ?? null,
    customer_metadata: draft.customerMetadata,
    is_business_customer: draft.isBusinessCustomer,
    locale: draft.locale,
    subscription_id: draft.subscriptionId,
    metadata: draft.metadata,
  };
  core.world.checkouts.set(checkout.id, checkout);
  core.emit('checkout.created', presentCheckout(core, checkout));
  return checkout;
}

/** An unknown external id is fine: the customer is created when the checkout is paid. An unknown Polar id is not. */
function findBuyer(core: Core, draft: NewCheckout): Customer | undefined {
  if (draft.customerId !== null) {
    const customer = findCustomer(core, draft.customerId);
    if (customer === undefined) throw invalid(['body', 'customer_id'], 'Customer does not exist.', draft.customerId);
    return customer;
  }
  return draft.externalCustomerId === null ? undefined : findByExternalId(core, draft.externalCustomerId);
}
