import type { Order } from '../entities/billing.ts';
import type { Customer } from '../entities/customer.ts';
import { dueAmount } from '../present/present-order.ts';
import { formatDay, formatMoney } from './format.ts';
import { renderPage } from './layout.ts';
import { markup } from './markup.ts';

/** What stands in for the PDF. */
export function renderInvoice(order: Order, customer: Customer): Response {
  const money = (amount: number) => formatMoney(amount, order.currency);
  const lines = order.items.map((item) => markup`<p class="row"><span>${item.label}</span><span>${money(item.amount)}</span></p>`);
  const body = markup`<section class="card"><h1>Invoice ${order.invoice_number}</h1>
<p>${order.billing_name ?? customer.email}${order.billing_address === null ? null : markup`, ${order.billing_address.country}`}</p>
<p class="soft">${formatDay(order.created_at)}</p>
${lines}
${order.applied_balance_amount === 0 ? null : markup`<p class="row"><span>Credit</span><span>${money(order.applied_balance_amount)}</span></p>`}
<p class="row total"><span>Total</span><span>${money(dueAmount(order))}</span></p></section>`;
  return renderPage({ title: `Invoice ${order.invoice_number}`, body });
}
