import {
  BillingNoticeView,
  CancelDialogView,
  LowBalanceWarningView,
  MeterWidgetView,
  PlanChangeDialogView,
  PricingTableView,
  SubscriptionStatusView,
  UpgradePromptView,
  UsageHistoryChartView,
} from '@plimsoll/react';
import { Theme } from '@radix-ui/themes';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as show from '../../stories/fixtures.ts';

const nothing = () => undefined;
const history = show.historyOf((day) => day % 7);
const dialogs = {
  limit: (onClose: () => void) =>
    h(UpgradePromptView, { variant: 'dialog', limit: show.limit, meter: show.jobDescriptions, onAccept: nothing, onClose }),
  cancel: (onClose: () => void) => h(CancelDialogView, { tierName: 'Pro', periodEnd: show.inDays(11), onConfirm: nothing, onClose }),
  change: (onClose: () => void) =>
    h(PlanChangeDialogView, { tierName: 'Pro', providerName: 'Polar', preview: undefined, onConfirm: nothing, onClose }),
};
type DialogName = keyof typeof dialogs;

/** What an application could show at once, and one button for each dialog. */
function Page() {
  const [open, setOpen] = useState<DialogName | null>(null);
  const { low, overage, jobDescriptions: meter } = show;
  return h(
    'main',
    {},
    h(PricingTableView, { catalog: show.catalog, viewer: show.freeState, recommended: 'pro', onSelect: nothing }),
    h(MeterWidgetView, { meter, balance: overage }),
    h(MeterWidgetView, { meter, balance: low, variant: 'ring' }),
    h(MeterWidgetView, { meter, balance: undefined }),
    h(SubscriptionStatusView, { state: show.stateOf(), tierName: show.tierName, onCancel: nothing }),
    h(LowBalanceWarningView, { meter, balance: low }),
    h(BillingNoticeView, {
      notice: { kind: 'past_due', at: null },
      tierName: () => 'Pro',
      meterName: () => meter,
      providerName: 'Polar',
      onManagePayment: nothing,
    }),
    h(UsageHistoryChartView, { meter, history, allowance: 5, window: '30d', windows: ['7d', '30d'], onWindowChange: nothing }),
    Object.keys(dialogs).map((name) => h('button', { key: name, type: 'button', onClick: () => setOpen(name as DialogName) }, name)),
    open && dialogs[open](() => setOpen(null)),
  );
}

// As docs/recipes/csp.md says: where the policy has a nonce, dialogs take it from here.
Object.assign(globalThis, { __webpack_nonce__: document.querySelector('link')?.nonce });

const appearance = new URLSearchParams(window.location.search).get('appearance') === 'dark' ? 'dark' : 'light';
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(h(Theme, { appearance }, h(Page)));
