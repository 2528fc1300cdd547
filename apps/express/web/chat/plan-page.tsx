import { BillingNotice, FeatureGate, MeterWidget, PricingTable, SubscriptionStatus, UsageHistoryChart } from '@plimsoll/react';
import { Card, Grid, Heading, Text } from '@radix-ui/themes';

/** What the plan holds and what was used of it, what else there is, and how usage went. */
export function PlanPage() {
  return (
    <>
      <BillingNotice />
      <section>
        <Heading size="3" as="h2" mb="3">
          Your plan
        </Heading>
        <SubscriptionStatus />
      </section>
      <Grid columns={{ initial: '1', sm: '3' }} gap="4">
        {(['tokens', 'messages', 'threads'] as const).map((meter) => (
          <Card size="2" key={meter}>
            <MeterWidget meter={meter} />
          </Card>
        ))}
      </Grid>
      <section>
        <Heading size="3" as="h2" mb="3">
          All plans
        </Heading>
        <PricingTable recommended="pro" />
      </section>
      <Card size="3" asChild>
        <section>
          <FeatureGate
            feature="usage_analytics"
            fallback={
              <Text as="p" size="2" color="gray">
                The Team plan shows here how usage went.
              </Text>
            }
          >
            <UsageHistoryChart meter="tokens" />
          </FeatureGate>
        </section>
      </Card>
    </>
  );
}
