'use client';
import type { BillingError } from '@plimsoll/contract';
import { useState } from 'react';
import { useBillingMutation } from '../../hooks/use-billing-mutation.ts';
import { useBilling } from '../../provider/billing-context.ts';
import { AuditRows } from './audit-rows.tsx';
import { type Verification, VerifyView } from './verify-view.tsx';

/** The audit log, and the proof that nobody has written in it. */
export function AuditLog() {
  const { client } = useBilling();
  const [verification, setVerification] = useState<Verification | null>(null);
  const verify = useBillingMutation(async () => {
    let checked = 0;
    for (let after: number | null = 0; after !== null; ) {
      const page: { checked: number; broken: Verification['broken']; next: number | null } = await client.call('GET /admin/audit/verify', {
        after,
      });
      checked += page.checked;
      after = page.broken === null ? page.next : null;
      setVerification({ checked, broken: page.broken, isDone: after === null });
    }
  });
  const error: BillingError | null = verify.error;
  return (
    <div className="ps-desk-part">
      <VerifyView verification={verification} isBusy={verify.isPending} error={error} onVerify={() => verify.mutate(undefined)} />
      <AuditRows />
    </div>
  );
}
