import { ProductFrame, type ProductProps } from '../product-frame.tsx';
import { SuccessPage } from '../success-page.tsx';
import { usePage } from '../use-page.ts';
import { BillingPage } from './billing-page.tsx';
import { Dashboard } from './dashboard.tsx';

const pages = [
  { path: '/', name: 'Dashboard' },
  { path: '/billing', name: 'Billing' },
];

/** The recruiting tool: dashboard, billing and success page of one organisation. */
export function RecruitingApp(props: ProductProps) {
  return (
    <ProductFrame
      {...props}
      billingUrl="/api/billing"
      successPath="/billing/success"
      title={props.session.account.organisation.name}
      pages={pages}
    >
      <Page />
    </ProductFrame>
  );
}

function Page() {
  const page = usePage();
  if (page.startsWith('/billing/success')) return <SuccessPage plansUrl="/billing" />;
  return page.startsWith('/billing') ? <BillingPage /> : <Dashboard />;
}
