import { BillingNotice, MeterWidget, UsageHistoryChart } from '@plimsoll/react';
import { Card, Grid } from '@radix-ui/themes';
import { JobDescriptions } from './job-descriptions.tsx';
import { ScreenCandidate } from './screen-candidate.tsx';

/** Both meters, what is about to end, the work itself, and how usage went. */
export function Dashboard() {
  return (
    <>
      <BillingNotice />
      <Grid columns={{ initial: '1', sm: '2' }} gap="4">
        <Card size="2">
          <MeterWidget meter="job_descriptions" />
        </Card>
        <Card size="2">
          <MeterWidget meter="candidate_screenings" />
        </Card>
      </Grid>
      <JobDescriptions />
      <ScreenCandidate />
      <Card size="3" asChild>
        <section>
          <UsageHistoryChart meter="job_descriptions" />
        </section>
      </Card>
    </>
  );
}
