'use client';
import { useState } from 'react';
import { saveFile } from '../../client/save-file.ts';
import { AuditRows } from '../audit/audit-rows.tsx';
import { CreditsDialog } from '../dialogs/credits-dialog.tsx';
import { EraseDialog } from '../dialogs/erase-dialog.tsx';
import { LimitDialog } from '../dialogs/limit-dialog.tsx';
import { TierDialog } from '../dialogs/tier-dialog.tsx';
import { SyncRows } from '../queues/sync-rows.tsx';
import { readPages } from '../rows/read-pages.ts';
import { useDeed, useDesk, useDeskPages } from '../use-desk.ts';
import { useDeskNames } from '../use-desk-names.ts';
import { type CustomerDeed, CustomerPageView } from './customer-page-view.tsx';
import { LedgerView } from './ledger-view.tsx';
import { PaymentsView } from './payments-view.tsx';
import { TimelineView } from './timeline-view.tsx';

export interface CustomerPageProps {
  readonly customerId: string;
  readonly onBack: () => void;
}

/** One customer as the server knows it now. */
export function CustomerPage({ customerId, onBack }: CustomerPageProps) {
  const customer = useDesk('GET /admin/customer', { customerId });
  const sync = useDeed('POST /admin/customer/sync');
  const kept = useDeed('POST /admin/customer/export');
  const { tierName, meterName } = useDeskNames();
  const [deed, setDeed] = useState<CustomerDeed | null>(null);
  return (
    <>
      <CustomerPageView
        customer={customer.data}
        error={customer.error}
        {...{ customerId, tierName, meterName, onBack }}
        onRetry={() => void customer.refetch()}
        isSyncing={sync.isPending}
        syncError={sync.error}
        onSync={() => sync.mutate({ customerId })}
        isExporting={kept.isPending}
        exportError={kept.error}
        onExport={() =>
          kept.mutate(
            { customerId },
            { onSuccess: (all) => saveFile(`${customerId}.json`, 'application/json', JSON.stringify(all, null, 2)) },
          )
        }
        onDeed={setDeed}
        timeline={<Timeline customerId={customerId} />}
        ledger={<Ledger customerId={customerId} />}
        payments={<Payments customerId={customerId} />}
        syncs={<SyncRows customerId={customerId} />}
        audit={<AuditRows customerId={customerId} />}
      />
      {deed && <Asked {...{ deed, customerId, onBack }} onClose={() => setDeed(null)} />}
    </>
  );
}

function Timeline({ customerId }: Pick<CustomerPageProps, 'customerId'>) {
  const pages = useDeskPages('GET /admin/customer/timeline', { customerId }, 'before');
  const { tierName } = useDeskNames();
  return <TimelineView {...readPages(pages)} tierName={tierName} />;
}

function Ledger({ customerId }: Pick<CustomerPageProps, 'customerId'>) {
  const pages = useDeskPages('GET /admin/customer/entries', { customerId }, 'before');
  const { meterName } = useDeskNames();
  return <LedgerView {...readPages(pages)} meterName={meterName} />;
}

function Payments({ customerId }: Pick<CustomerPageProps, 'customerId'>) {
  const pages = useDeskPages('GET /admin/customer/payments', { customerId }, 'before');
  return <PaymentsView {...readPages(pages)} />;
}

interface AskedProps {
  readonly deed: CustomerDeed;
  readonly customerId: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Asked({ deed, customerId, onBack, onClose }: AskedProps) {
  switch (deed.kind) {
    case 'grant':
    case 'revoke':
      return <CreditsDialog deed={deed.kind} {...{ customerId, onClose }} />;
    case 'erase':
      return <EraseDialog {...{ customerId, onClose }} onErased={onBack} />;
    case 'tier':
    case 'tier-back':
      return <TierDialog isTakingBack={deed.kind === 'tier-back'} {...{ customerId, onClose }} />;
    case 'limit':
      return <LimitDialog {...{ customerId, onClose }} />;
    case 'limit-back':
      return <LimitDialog takeBack={deed.meter} {...{ customerId, onClose }} />;
    default:
      return deed satisfies never;
  }
}
