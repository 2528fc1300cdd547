import { BillingNotice, PricingTable, SubscriptionStatus } from '@plimsoll/react';
import { Heading } from '@radix-ui/themes';

/** The plan of the organisation and all that it could have. */
export function BillingPage() {
  return (
    <>
      <BillingNotice />
      <section>
        <Heading size="3" as="h2" mb="3">
          Your plan
        </Heading>
        <SubscriptionStatus />
      </section>
      <section>
        <Heading size="3" as="h2" mb="3">
          All plans
        </Heading>
        <PricingTable recommended="pro" />
      </section>
    </>
  );
}
