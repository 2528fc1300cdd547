import { CreditBalance } from '@plimsoll/react';
import { ProductFrame, type ProductProps } from '../product-frame.tsx';
import { SuccessPage } from '../success-page.tsx';
import { usePage } from '../use-page.ts';
import { CreditsPage } from './credits-page.tsx';
import { ImagesPage } from './images-page.tsx';

const pages = [
  { path: '/images', name: 'Images' },
  { path: '/images/billing', name: 'Credits' },
];

/** The image generator: images, credits and payments, and the page after a checkout, of one person. */
export function ImagesApp(props: ProductProps) {
  return (
    <ProductFrame
      {...props}
      billingUrl="/api/images/billing"
      successPath="/images/billing/success"
      title="Images"
      pages={pages}
      balance={<CreditBalance meter="images" />}
    >
      <Page />
    </ProductFrame>
  );
}

function Page() {
  const page = usePage();
  if (page.startsWith('/images/billing/success')) return <SuccessPage plansUrl="/images/billing" />;
  return page.startsWith('/images/billing') ? <CreditsPage /> : <ImagesPage />;
}
