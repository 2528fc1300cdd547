'use client';
import { useState } from 'react';
import type { AdminPlace } from './admin-place.ts';
import type { AdminMessages } from './admin-texts.ts';
import { AuditLog } from './audit/audit-log.tsx';
import { BillingAdminView } from './billing-admin-view.tsx';
import { CustomerPage } from './customer/customer-page.tsx';
import { CustomerList } from './customers/customer-list.tsx';
import { DeskTextProvider } from './desk-text.tsx';
import { Health } from './health/health.tsx';
import { SyncRows } from './queues/sync-rows.tsx';
import { UsageQueue } from './queues/usage-queue.tsx';
import { WebhookQueue } from './queues/webhook-queue.tsx';
import { SettingsForm } from './settings/settings-form.tsx';
import { useDesk } from './use-desk.ts';

export interface BillingAdminProps {
  /** Where the desk is open, for applications that keep it in the address. @default the customers, then wherever people go */
  readonly place?: AdminPlace | undefined;
  readonly onPlaceChange?: ((place: AdminPlace) => void) | undefined;
  /** Entries that should read differently from English. */
  readonly messages?: Partial<AdminMessages> | undefined;
}

/**
 * The operators' desk, inside a `BillingProvider`: customers and why they were stopped, webhooks and usage to set going again, settings,
 * audit log and health. For whoever is no operator the server has no such routes, and the desk says that nothing is here.
 */
export function BillingAdmin({ place: given, onPlaceChange, messages }: BillingAdminProps) {
  const [own, setOwn] = useState<AdminPlace>({ section: 'customers' });
  const place = given ?? own;
  const go = (next: AdminPlace) => {
    setOwn(next);
    onPlaceChange?.(next);
  };
  // Every route of the desk answers the same to who is no operator; this one is small and stays.
  const isNotFound = useDesk('GET /admin/settings', {}).error?.code === 'not_found';
  return (
    <DeskTextProvider messages={messages}>
      <BillingAdminView section={place.section} isNotFound={isNotFound} onSection={(section) => go({ section })}>
        <Section place={place} onGo={go} />
      </BillingAdminView>
    </DeskTextProvider>
  );
}

interface SectionProps {
  readonly place: AdminPlace;
  readonly onGo: (place: AdminPlace) => void;
}

function Section({ place: { section, customerId }, onGo }: SectionProps) {
  switch (section) {
    case 'customers':
      return customerId === undefined ? (
        <CustomerList onOpen={(opened) => onGo({ section, customerId: opened })} />
      ) : (
        <CustomerPage key={customerId} customerId={customerId} onBack={() => onGo({ section })} />
      );
    case 'webhooks':
      return <WebhookQueue />;
    case 'usage':
      return <UsageQueue />;
    case 'syncs':
      return <SyncRows />;
    case 'settings':
      return <SettingsForm />;
    case 'audit':
      return <AuditLog />;
    case 'health':
      return <Health />;
    default:
      return section satisfies never;
  }
}
