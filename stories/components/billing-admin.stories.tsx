import {
  type AdminSection,
  AuditListView,
  adminGerman,
  BillingAdmin,
  BillingAdminView,
  type BillingAdminViewProps,
  CustomerListView,
  DeskTextProvider,
  HealthView,
  PaymentsView,
  QueueView,
  SettingsFormView,
  SyncListView,
  VerifyView,
} from '@plimsoll/react/admin';
import { Flex } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { expect, fn, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, code, controlsOf, toggle } from '../controls.ts';
import { CustomerPage } from '../customer-page.tsx';
import { auditRows, customers, deadWebhooks, health, settings, syncs } from '../desk-fixtures.ts';
import { findDialog } from '../find-dialog.ts';
import { payments, serverAway, tierName } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/BillingAdmin',
  component: BillingAdminView,
  argTypes: controlsOf<BillingAdminViewProps>({
    section: choice('customers', 'webhooks', 'usage', 'syncs', 'settings', 'audit', 'health'),
    isNotFound: toggle,
    onSection: callback,
    children: code,
  }),
});

const frame = (section: AdminSection, children: ReactNode) => (
  <BillingAdminView section={section} isNotFound={false} onSection={fn()}>
    {children}
  </BillingAdminView>
);
const german = (children: ReactNode) => <DeskTextProvider messages={adminGerman}>{children}</DeskTextProvider>;

const list = (rows: typeof customers | undefined, search = '') => (
  <CustomerListView
    rows={rows}
    search={search}
    onSearch={fn()}
    onOpen={fn()}
    tierName={tierName}
    hasMore={rows === customers}
    onMore={fn()}
  />
);
const rows = deadWebhooks.map(({ id, type, customerId, error }) => ({ key: id, title: type, facts: [customerId, id], reason: error }));
const queue = (isAsking = false) => (
  <QueueView
    rows={rows}
    label="Webhooks"
    empty="Every webhook was applied."
    depth={{ waiting: 3, stuck: 2, oldestAt: null }}
    chosen={new Set(['evt_77'])}
    toggle={fn()}
    toggleAll={fn()}
    words={{
      one: 'Replay',
      many: 'Replay 1',
      title: 'Replay the chosen webhooks (1)?',
      text: 'They are applied once more under the same guards.',
    }}
    {...{ isAsking }}
    isBusy={false}
    actionError={null}
    outcome={null}
    onAsk={fn()}
    onConfirm={fn()}
    onCancel={fn()}
  />
);
const audit = () => (
  <Flex direction="column" gap="4">
    <VerifyView verification={{ checked: 1240, broken: null, isDone: true }} isBusy={false} onVerify={fn()} />
    <AuditListView rows={auditRows} hasMore onMore={fn()} />
  </Flex>
);
const form = () => <SettingsFormView view={settings} isSaved={false} onSave={fn()} />;

/** The frame alone: the other stories put the parts of the desk into it. */
export const Frame = meta.story({
  args: { section: 'customers', isNotFound: false, onSection: fn(), children: 'The section that is open.' },
});
export const Customers = meta.story({ render: () => frame('customers', list(customers)) });
export const CustomersEmpty = meta.story({ render: () => frame('customers', list([])) });
export const CustomersNoMatch = meta.story({ render: () => frame('customers', list([], 'org_x')) });
export const CustomersLoading = meta.story({ render: () => frame('customers', list(undefined)) });
export const CustomersFailed = meta.story({
  render: () =>
    frame(
      'customers',
      <CustomerListView rows={undefined} error={serverAway} onRetry={fn()} search="" onSearch={fn()} onOpen={fn()} tierName={tierName} />,
    ),
});
export const OneCustomer = meta.story({
  render: () => frame('customers', <CustomerPage />),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Stopped: no more job descriptions\./)).toBeVisible();
    await expect(await canvas.findByText('Webhook subscription.past_due, evt_31', { selector: 'bdi' })).toBeVisible();
  },
});
export const Payments = meta.story({ render: () => frame('customers', <PaymentsView rows={payments} />) });
export const PaymentsEmpty = meta.story({ render: () => frame('customers', <PaymentsView rows={[]} />) });
export const PaymentsLoading = meta.story({ render: () => frame('customers', <PaymentsView rows={undefined} />) });
export const PaymentsFailed = meta.story({
  render: () => frame('customers', <PaymentsView rows={undefined} error={serverAway} onRetry={fn()} />),
});
export const Webhooks = meta.story({ render: () => frame('webhooks', queue()) });
export const ReplayAsked = meta.story({ render: () => frame('webhooks', queue(true)) });
export const SyncLog = meta.story({ render: () => frame('syncs', <SyncListView rows={syncs} />) });
export const Settings = meta.story({ render: () => frame('settings', form()) });
export const AuditLog = meta.story({ render: () => frame('audit', audit()) });
export const AuditBroken = meta.story({
  render: () =>
    frame(
      'audit',
      <VerifyView
        verification={{ checked: 41, broken: { seq: 41, problem: 'its hash does not follow' }, isDone: true }}
        isBusy={false}
        onVerify={fn()}
      />,
    ),
});
export const HealthOk = meta.story({ render: () => frame('health', <HealthView health={health} />) });
export const HealthDegraded = meta.story({ render: () => frame('health', <HealthView health={{ ...health, status: 'degraded' }} />) });
export const NotAnOperator = meta.story({
  render: () => (
    <BillingAdminView section="customers" isNotFound onSection={fn()}>
      {null}
    </BillingAdminView>
  ),
});

export const CustomersDark = meta.story({ render: () => frame('customers', list(customers)), globals: { theme: 'dark' } });
export const OneCustomerDark = meta.story({ render: () => frame('customers', <CustomerPage />), globals: { theme: 'dark' } });
export const OneCustomerNarrow = meta.story({ render: () => frame('customers', <CustomerPage />), globals: { width: '320' } });
export const CustomersNarrow = meta.story({ render: () => frame('customers', list(customers)), globals: { width: '320' } });
export const WebhooksNarrow = meta.story({ render: () => frame('webhooks', queue()), globals: { width: '320' } });
export const OneCustomerGerman = meta.story({
  render: () => german(frame('customers', <CustomerPage />)),
  globals: { locale: 'de', width: '480' },
});
export const SettingsGerman = meta.story({ render: () => german(frame('settings', form())), globals: { locale: 'de', width: '320' } });
export const OneCustomerRightToLeft = meta.story({
  render: () => frame('customers', <CustomerPage />),
  globals: { direction: 'rtl', locale: 'ar' },
});

export const ConnectedErase = meta.story({
  name: 'Connected: a customer is erased after the id was typed',
  render: () => <BillingAdmin messages={adminGerman} />,
  parameters: { billing: { scenario: 'operator', viewer: 'operator' } },
  globals: { locale: 'de' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /org_birch/ }));
    await userEvent.click(await canvas.findByRole('button', { name: 'Kunden löschen' }));
    const dialog = within(await findDialog('org_birch löschen?'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Zur Bestätigung org_birch eingeben' }), 'org_birch');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Grund' }), 'Per Brief verlangt');
    await userEvent.click(dialog.getByRole('button', { name: 'Kunden löschen' }));
    await expect(await canvas.findByRole('button', { name: /org_cedar/ })).toBeVisible();
    await waitFor(() => expect(canvas.queryByRole('button', { name: /org_birch/ })).toBeNull());
  },
});
