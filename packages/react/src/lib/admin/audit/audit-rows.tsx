'use client';
import { readPages } from '../rows/read-pages.ts';
import { useDeskPages } from '../use-desk.ts';
import { AuditListView } from './audit-list-view.tsx';

export interface AuditRowsProps {
  /** Whose rows. @default everyone's */
  readonly customerId?: string | undefined;
}

/** Rows of the audit log, page by page. */
export function AuditRows({ customerId }: AuditRowsProps) {
  const pages = useDeskPages('GET /admin/audit', customerId === undefined ? {} : { customerId }, 'before');
  return <AuditListView {...readPages(pages)} />;
}
