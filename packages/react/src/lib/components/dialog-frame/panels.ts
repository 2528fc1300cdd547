// All dialogs and what stands on a page of its own are one chunk: a page needs none of them until somebody changes a plan, meets a limit,
// pays, looks at payments or keeps an earlier plan, and small chunks cost more than they save.
export { CancelPanel } from '../cancel-dialog/cancel-panel.tsx';
export { CheckoutCanceledPanel } from '../checkout-canceled/checkout-canceled-panel.tsx';
export { CheckoutResultPanel } from '../checkout-result/checkout-result-panel.tsx';
export { KeptTermsPanel } from '../kept-terms/kept-terms-panel.tsx';
export { PaymentList } from '../payment-history/payment-list.tsx';
export { PaymentProblemPanel } from '../payment-problem/payment-problem-panel.tsx';
export { PlanChangePanel } from '../plan-change-dialog/plan-change-panel.tsx';
export { IntervalSwitchPanel } from '../pricing-table/interval-switch-panel.tsx';
export { PromptDialog } from '../upgrade-prompt/prompt-dialog.tsx';
