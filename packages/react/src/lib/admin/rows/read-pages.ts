import type { BillingError } from '@plimsoll/contract';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Paged } from './rows-view.tsx';

/** What a list shows of pages that were read. */
export function readPages<T>(query: UseInfiniteQueryResult<InfiniteData<{ readonly rows: readonly T[] }>, BillingError>): Paged<T> {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return {
    rows: data?.pages.flatMap(({ rows }) => rows),
    error,
    onRetry: () => void (data ? fetchNextPage() : refetch()),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    onMore: () => void fetchNextPage(),
  };
}
