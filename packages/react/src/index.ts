export { BillingProvider } from './lib/provider/billing-provider.tsx';
export { PricingTable } from './lib/components/pricing-table/pricing-table.tsx';
export { MeterWidget } from './lib/components/meter-widget/meter-widget.tsx';
