import {
  AuditListView,
  adminGerman,
  CustomerListView,
  type CustomerListViewProps,
  DeskTextProvider,
  HealthView,
  QueueView,
  type QueueViewProps,
  SettingsFormView,
  SyncListView,
  VerifyView,
} from '@plimsoll/react/admin';
import type { ReactNode } from 'react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { CustomerPage } from '../customer-page.tsx';
import { auditRows, customers, deadWebhooks, health, settings, syncs } from '../desk-fixtures.ts';
import { serverAway, tierName } from '../fixtures.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/BillingAdmin', parameters: matrixParameters });

// The desk sets its parts by the width that it has.
const desk = (content: ReactNode) => <div className="ps-desk">{content}</div>;
const german = (content: ReactNode) => <DeskTextProvider messages={adminGerman}>{desk(content)}</DeskTextProvider>;
const cells = (states: Readonly<Record<string, ReactNode>>): Cell[] =>
  Object.entries(states).map(([label, content]) => ({ label, content: desk(content) }));

const list = (props: Partial<CustomerListViewProps> = {}) => (
  <CustomerListView rows={customers} search="" onSearch={fn()} onOpen={fn()} tierName={tierName} {...props} />
);
const lists = {
  'Rows, and more': list({ hasMore: true, onMore: fn() }),
  'More on its way': list({ rows: customers.slice(0, 1), hasMore: true, isLoadingMore: true }),
  Empty: list({ rows: [] }),
  'No match': list({ rows: [], search: 'org_x' }),
  Loading: list({ rows: undefined }),
  Error: list({ rows: undefined, error: serverAway, onRetry: fn() }),
};

export const Customers = meta.story(
  matrixOf({
    cells: [...cells(lists), ...abroad({ german: german(list()), arabic: desk(list()) })],
  }),
);

export const OneCustomer = meta.story(
  matrixOf({
    cells: [
      { label: 'Stopped, and why', content: desk(<CustomerPage />), isWide: true },
      ...cells({
        'On a phone': <CustomerPage />,
        Loading: <CustomerPage customer={undefined} />,
        Error: <CustomerPage customer={undefined} error={serverAway} onRetry={fn()} />,
      }),
      ...abroad({ german: german(<CustomerPage />), arabic: desk(<CustomerPage />) }),
    ],
  }),
);

const stuck = deadWebhooks.map(({ id, type, customerId, error }) => ({ key: id, title: type, facts: [customerId, id], reason: error }));
const queue = (props: Partial<QueueViewProps> = {}) => (
  <QueueView
    rows={stuck}
    label="Webhooks"
    empty="Every webhook was applied."
    depth={{ waiting: 3, stuck: 2, oldestAt: null }}
    chosen={new Set(['evt_77'])}
    toggle={fn()}
    toggleAll={fn()}
    words={{ one: 'Replay', many: 'Replay 1', title: 'Replay the chosen webhooks (1)?', text: 'They are applied once more.' }}
    isAsking={false}
    isBusy={false}
    actionError={null}
    outcome={null}
    onAsk={fn()}
    onConfirm={fn()}
    onCancel={fn()}
    {...props}
  />
);
const form = (props: Partial<Parameters<typeof SettingsFormView>[0]> = {}) => (
  <SettingsFormView view={settings} isSaved={false} onSave={fn()} {...props} />
);
const verify = (props: Partial<Parameters<typeof VerifyView>[0]> = {}) => (
  <VerifyView verification={null} isBusy={false} onVerify={fn()} {...props} />
);
const parts = {
  'Queue: one chosen': queue(),
  'Queue: done': queue({ chosen: new Set(), outcome: '1 replayed.' }),
  'Queue: empty': queue({ rows: [] }),
  'Queue: loading': queue({ rows: undefined, depth: undefined }),
  'Queue: error': queue({ rows: undefined, depth: undefined, error: serverAway, onRetry: fn() }),
  Syncs: <SyncListView rows={syncs} />,
  Settings: form(),
  'Settings: saved': form({ isSaved: true }),
  'Settings: loading': form({ view: undefined }),
  'Settings: error': form({ view: undefined, loadError: serverAway, onRetry: fn() }),
  'Audit log': <AuditListView rows={auditRows} />,
  'Audit log: verified': verify({ verification: { checked: 1240, broken: null, isDone: true } }),
  'Audit log: on its way': verify({ verification: { checked: 300, broken: null, isDone: false }, isBusy: true }),
  'Audit log: broken': verify({ verification: { checked: 41, broken: { seq: 41, problem: 'its hash does not follow' }, isDone: true } }),
  'Health: well': <HealthView health={health} />,
  'Health: degraded': <HealthView health={{ ...health, status: 'degraded' }} />,
  'Health: loading': <HealthView health={undefined} />,
  'Health: error': <HealthView health={undefined} error={serverAway} onRetry={fn()} />,
};

export const Parts = meta.story(matrixOf({ cells: [...cells(parts), ...abroad({ german: german(form()), arabic: desk(queue()) })] }));
