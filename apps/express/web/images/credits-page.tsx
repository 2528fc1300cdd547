import { BillingNotice, CreditPacks, MeterWidget, PaymentHistory, UsageHistoryChart } from '@plimsoll/react';
import { Card, Heading } from '@radix-ui/themes';

/** What is left, what can be bought, and what was paid. */
export function CreditsPage() {
  return (
    <>
      <BillingNotice />
      <Card size="2">
        <MeterWidget meter="images" />
      </Card>
      <section>
        <Heading size="3" as="h2" mb="3">
          Buy credits
        </Heading>
        <CreditPacks />
      </section>
      <section>
        <Heading size="3" as="h2" mb="3">
          Payments
        </Heading>
        <PaymentHistory />
      </section>
      <Card size="3" asChild>
        <section>
          <UsageHistoryChart meter="images" />
        </section>
      </Card>
    </>
  );
}
