import { BillingNotice, LimitBoundary, MeterWidget, SubscriptionStatus } from '@plimsoll/react';
import { Card, Flex, Heading } from '@radix-ui/themes';
import { type ReactNode, useId } from 'react';
import { WriteButton } from '../write-button.tsx';

export interface DashboardProps {
  /** Stands between the notice and the meter. */
  readonly children?: ReactNode;
}

/** The dashboard of a small recruiting tool. */
export function Dashboard({ children }: DashboardProps) {
  const titleId = useId();
  return (
    <LimitBoundary>
      <Flex asChild direction="column" gap="4">
        <section aria-labelledby={titleId}>
          <Flex justify="between" align="center" wrap="wrap" gap="3">
            <Heading as="h1" size="5" id={titleId}>
              Openings
            </Heading>
            <SubscriptionStatus variant="compact" />
          </Flex>
          <BillingNotice />
          {children}
          <Card size="3">
            <MeterWidget meter="job_descriptions" />
          </Card>
          <WriteButton />
        </section>
      </Flex>
    </LimitBoundary>
  );
}
