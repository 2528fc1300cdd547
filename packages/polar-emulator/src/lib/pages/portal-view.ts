import { type Core, mustGet } from '../core.ts';
import { givesAccess, type Order, type Subscription } from '../entities/billing.ts';
import { fixedPrice } from '../entities/catalog.ts';
import type { Customer, CustomerSession } from '../entities/customer.ts';
import { formatDay, formatMoney, formatPrice } from './format.ts';
import { renderPage } from './layout.ts';
import { type Markup, markup } from './markup.ts';

export function renderPortal(core: Core, { session, customer }: { session: CustomerSession; customer: Customer }): Response {
  const subscriptions = newestFirst(core.world.subscriptions.values(), customer);
  const orders = newestFirst(core.world.orders.values(), customer);
  const body = markup`
<h1>${customer.name === null ? 'Your billing' : `Billing of ${customer.name}`}</h1>
<p class="soft">${customer.email}</p>
<section class="card" aria-labelledby="subscriptions"><h2 id="subscriptions">Subscriptions</h2>
${subscriptions.length === 0 ? markup`<p class="soft">None yet.</p>` : subscriptions.map((item) => renderSubscription(core, item, session.token))}
</section>
<section class="card" aria-labelledby="orders"><h2 id="orders">Orders</h2>
${orders.length === 0 ? markup`<p class="soft">None yet.</p>` : renderOrders(core, orders)}
</section>
${session.return_url === null ? null : markup`<p class="actions"><a class="button" href="${session.return_url}">Go back to the app</a></p>`}`;
  return renderPage({ title: 'Customer portal', body, wide: true });
}

function newestFirst<Row extends { customer_id: string }>(rows: Iterable<Row>, customer: Customer): Row[] {
  return [...rows].filter((row) => row.customer_id === customer.id).reverse();
}

function renderSubscription(core: Core, subscription: Subscription, token: string): Markup {
  const product = mustGet(core.world.products, subscription.product_id);
  return markup`<article>
<div class="row"><h3>${product.name}</h3><span>${formatPrice(product, fixedPrice(product))}</span></div>
<p class="soft">${describe(core, subscription)}</p>
${renderAction(subscription, { token, name: product.name })}
</article>`;
}

function describe(core: Core, subscription: Subscription): string {
  const day = formatDay(subscription.current_period_end);
  if (subscription.ended_at !== null) return `Ended on ${formatDay(subscription.ended_at)}.`;
  if (subscription.status === 'past_due') return 'Past due: the last payment was refused and will be tried again.';
  if (subscription.cancel_at_period_end) return `Active, ends on ${day}.`;
  const next = subscription.pending_update?.product_id ?? null;
  if (next !== null) return `Changes to ${mustGet(core.world.products, next).name} on ${day}.`;
  return subscription.status === 'trialing' ? `Trial until ${day}, then it renews.` : `Active, renews on ${day}.`;
}

function renderAction(subscription: Subscription, { token, name }: { token: string; name: string }): Markup | null {
  if (!givesAccess(subscription)) return null;
  const [action, label] = subscription.cancel_at_period_end ? ['resume', 'Resume'] : ['cancel', 'Cancel at the end of the period'];
  return markup`<form method="post" action="/portal/${action}" class="actions line">
<input type="hidden" name="token" value="${token}"><input type="hidden" name="subscription_id" value="${subscription.id}">
<button type="submit" aria-label="${label}: ${name}">${label}</button></form>`;
}

function renderOrders(core: Core, orders: readonly Order[]): Markup {
  const rows = orders.map(
    (order) => markup`<tr><td>${formatDay(order.created_at)}</td><td>${mustGet(core.world.products, order.product_id).name}</td>
<td>${formatMoney(order.subtotal_amount, order.currency)}</td><td>${order.status.replaceAll('_', ' ')}</td>
<td>${order.is_invoice_generated ? markup`<a href="/portal/invoices/${order.id}">${order.invoice_number}</a>` : order.invoice_number}</td></tr>`,
  );
  return markup`<div class="scroll" tabindex="0" role="region" aria-labelledby="orders"><table>
<thead><tr><th scope="col">Date</th><th scope="col">Product</th><th scope="col">Amount</th><th scope="col">Status</th><th scope="col">Invoice</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
