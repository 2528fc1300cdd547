import { type Core, mustGet } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import { currencyOf, fixedAmount, fixedPrice, meteredPrices, type Product } from '../entities/catalog.ts';
import { benefitsOf } from '../present/present-product.ts';
import { formatDay, formatMoney, formatPrice, formatUnitPrice } from './format.ts';
import { renderPage } from './layout.ts';
import { type Markup, markup } from './markup.ts';

export interface CheckoutView {
  alert: string | null;
  /** `dark` or `light`; anything else follows the system. */
  theme: string | null;
}

/** The page of an open checkout. */
export function renderCheckout(core: Core, checkout: Checkout, { alert, theme }: CheckoutView): Response {
  const product = mustGet(core.world.products, checkout.product_id);
  const body = markup`
${alert === null ? null : markup`<p class="alert bad" role="alert">${alert}</p>`}
<section class="card" aria-labelledby="product">
<p class="soft">You are about to buy</p>
<h1 id="product">${product.name}</h1>
<p class="price">${formatPrice(product, fixedPrice(product))}</p>
${product.description === null ? null : markup`<p>${product.description}</p>`}
${renderIncluded(core, product)}
</section>
<section class="card" aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${renderSummary(checkout, product)}
${renderForm(core, checkout, product)}
</section>`;
  return renderPage({ title: `Checkout: ${product.name}`, body, theme });
}

function renderIncluded(core: Core, product: Product): Markup | null {
  const benefits = benefitsOf(core, product).map((benefit) => benefit.description);
  const usage = meteredPrices(product).map((price) => {
    const meter = mustGet(core.world.meters, price.meter_id);
    return `${meter.name}: ${formatUnitPrice(price.unit_amount, price.price_currency)} for each unit past what is included`;
  });
  const lines = [...benefits, ...usage];
  return lines.length === 0 ? null : markup`<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

function renderSummary(checkout: Checkout, product: Product): Markup {
  const price = formatMoney(fixedAmount(product), currencyOf(product));
  const isTrial = checkout.trial_end !== null;
  return markup`
<p class="row"><span>${product.name}</span><span>${price}</span></p>
${isTrial ? markup`<p class="row"><span>Free trial until ${formatDay(checkout.trial_end ?? '')} (UTC)</span><span>−${price}</span></p>` : null}
<p class="row total"><span>Due today</span><span>${formatMoney(dueToday(checkout, product), currencyOf(product))}</span></p>`;
}

function dueToday(checkout: Checkout, product: Product): number {
  return checkout.trial_end === null ? fixedAmount(product) : 0;
}

function renderForm(core: Core, checkout: Checkout, product: Product): Markup {
  const base = `/checkout/${checkout.client_secret}`;
  return markup`<form method="post" action="${base}/pay">
${renderChoices(core, checkout)}
${renderEmail(checkout)}
<div class="actions">
<button class="main" type="submit">${payLabel(checkout, product)}</button>
<button type="submit" formaction="${base}/decline" formnovalidate>Decline the card</button>
${checkout.return_url === null ? null : markup`<a class="button" href="${checkout.return_url}">Go back</a>`}
</div></form>`;
}

function payLabel(checkout: Checkout, product: Product): string {
  const amount = dueToday(checkout, product);
  // With a choice of products the amount is not known before the form is sent.
  if (checkout.product_ids.length > 1) return 'Pay for this choice';
  if (amount > 0) return `Pay ${formatMoney(amount, currencyOf(product))}`;
  return checkout.trial_end === null ? 'Confirm, nothing to pay' : 'Start the free trial';
}

function renderChoices(core: Core, checkout: Checkout): Markup | null {
  if (checkout.product_ids.length < 2) return null;
  const choices = checkout.product_ids.map((id) => {
    const product = mustGet(core.world.products, id);
    const checked = id === checkout.product_id ? markup` checked` : null;
    return markup`<label><input type="radio" name="product_id" value="${id}"${checked}> ${product.name}, ${formatPrice(product, fixedPrice(product))}</label>`;
  });
  return markup`<fieldset><legend>Product</legend>${choices}</fieldset>`;
}

function renderEmail(checkout: Checkout): Markup {
  if (checkout.customer_id !== null && checkout.customer_email !== null) {
    return markup`<p class="soft">Billed to ${checkout.customer_email}</p>`;
  }
  return markup`<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" required value="${checkout.customer_email ?? ''}">`;
}
