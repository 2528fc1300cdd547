import {
  CheckoutCanceledView,
  CreditBalanceView,
  type CreditBalanceViewProps,
  FeatureOfferView,
  type FeatureOfferViewProps,
  PaymentHistoryView,
  type PaymentHistoryViewProps,
  PaymentProblemView,
  type PaymentProblemViewProps,
} from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import {
  balanceOf,
  exhausted,
  inDays,
  jobDescriptions,
  limit,
  longMeter,
  low,
  payments,
  serverAway,
  stateOf,
  unlimited,
} from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/Credits and payments', parameters: matrixParameters });

const balance = (props: Partial<CreditBalanceViewProps> = {}) => (
  <CreditBalanceView meter={jobDescriptions} balance={balanceOf()} offer={limit.offer} onAccept={fn()} {...props} />
);
const balances: Record<string, Partial<CreditBalanceViewProps>> = {
  Ok: {},
  Low: { balance: low },
  'Nothing left': { balance: exhausted },
  "The application's own button": { balance: exhausted, onBuy: fn() },
  'May not buy': { balance: exhausted, canManageBilling: false },
  Many: { balance: balanceOf({ granted: 2_000_000, remaining: 1_250_000 }) },
  Unlimited: { balance: unlimited },
  'Paid by use': {
    balance: balanceOf({ granted: 0, remaining: 0, level: 'exhausted', overagePrice: { amount: 1, currency: 'USD', per: 1000 } }),
  },
  'Not included': { balance: null },
  Loading: { balance: undefined },
  Error: { balance: undefined, error: serverAway, onRetry: fn() },
};

export const CreditBalance = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(balances).map(([label, props]): Cell => ({ label, content: balance(props) })),
      ...abroad({ german: balance({ meter: longMeter, balance: exhausted }), arabic: balance({ meter: arabicMeter, balance: low }) }),
    ],
  }),
);

const list = (props: Partial<PaymentHistoryViewProps> = {}) => <PaymentHistoryView payments={payments} onInvoice={fn()} {...props} />;
const lists: Record<string, Partial<PaymentHistoryViewProps>> = {
  'Every kind, and more': { hasMore: true, onMore: fn() },
  'An invoice on its way': { payments: payments.slice(1, 3), busyInvoice: 'order_4' },
  'An invoice that failed': { payments: payments.slice(1, 3), actionError: serverAway },
  'No invoices': { payments: payments.slice(1, 3), onInvoice: undefined },
  Empty: { payments: [] },
  Loading: { payments: undefined },
  Error: { payments: undefined, loadError: serverAway, onRetry: fn() },
  'Kept by the provider': { elsewhere: { provider: 'Polar', onPortal: fn(), isBusy: false } },
};

export const PaymentHistory = meta.story(
  matrixOf({
    themes: 'above',
    cells: [
      { label: 'Wide', content: list({ hasMore: true, onMore: fn() }), isWide: true },
      ...Object.entries(lists).map(([label, props]): Cell => ({ label, content: list(props) })),
      ...abroad({ german: list(), japanese: list(), arabic: list() }),
    ],
  }),
);

const problem = (props: Partial<PaymentProblemViewProps> = {}) => (
  <PaymentProblemView
    state={stateOf({ subscription: { status: 'past_due', accessUntil: inDays(4) } })}
    onFix={fn()}
    onContinue={fn()}
    {...props}
  />
);
const problems: Record<string, Partial<PaymentProblemViewProps>> = {
  'Past due': {},
  Unpaid: { state: stateOf({ subscription: { status: 'unpaid' } }) },
  'Not finished': { state: stateOf({ subscription: { status: 'incomplete' } }) },
  Settled: { state: stateOf() },
  'May not pay': { state: stateOf({ canManageBilling: false, subscription: { status: 'past_due' } }) },
  'Portal failed': { actionError: serverAway },
  Loading: { state: undefined },
  Error: { state: undefined, loadError: serverAway, onRetry: fn() },
};

const feature = (props: Partial<FeatureOfferViewProps> = {}) => (
  <FeatureOfferView name="Single sign-on" offer={limit.offer} onAccept={fn()} {...props} />
);
const features: Record<string, Partial<FeatureOfferViewProps>> = {
  'A larger plan has it': {},
  'Sold by people': {
    offer: { kind: 'tier', tier: 'enterprise', name: 'Enterprise', price: null, contactUrl: 'mailto:sales@acme.example' },
  },
  'Not sold': { offer: null },
  'May not manage billing': { canManageBilling: false },
  'Waits for an answer': { isBusy: true },
  Error: { error: serverAway },
};

export const FeatureOffer = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(features).map(([label, props]): Cell => ({ label, content: feature(props) })),
      ...abroad({ german: feature({ name: 'Unternehmensweite Einmalanmeldungsverwaltung' }), arabic: feature() }),
    ],
  }),
);

export const Pages = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(problems).map(([label, props]): Cell => ({ label: `Payment: ${label.toLowerCase()}`, content: problem(props) })),
      { label: 'Checkout canceled', content: <CheckoutCanceledView onSeePlans={fn()} onContinue={fn()} /> },
      ...abroad({ german: problem(), arabic: problem() }),
    ],
  }),
);
