'use client';
import { useDeferredValue, useState } from 'react';
import { readPages } from '../rows/read-pages.ts';
import { useDeskPages } from '../use-desk.ts';
import { useDeskNames } from '../use-desk-names.ts';
import { CustomerListView } from './customer-list-view.tsx';

export interface CustomerListProps {
  readonly onOpen: (customerId: string) => void;
}

/** The customers, read page by page as the search asks for them. */
export function CustomerList({ onOpen }: CustomerListProps) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const pages = useDeskPages('GET /admin/customers', wanted === '' ? {} : { search: wanted }, 'after');
  const { tierName } = useDeskNames();
  return <CustomerListView {...readPages(pages)} {...{ search, onOpen, tierName }} onSearch={setSearch} />;
}
