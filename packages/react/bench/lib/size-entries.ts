/** One way to put plans and a meter on a page. */
export interface SizeEntry {
  readonly name: string;
  /** What is installed from npm; nothing for the kit itself, which is bundled from its sources. */
  readonly install: Readonly<Record<string, string>>;
  /** Versions that npm would not pick by itself. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** The application's code, as the maker's documentation shows it. */
  readonly code: string;
  readonly remark: string;
}

const app = (body: string) => `export default function App() { return ${body}; }`;

/** The kit, and those who ship a pricing table, a meter or the hooks for them. */
export const sizeEntries: readonly SizeEntry[] = [
  {
    name: '@plimsoll/react',
    install: {},
    code: `import { BillingProvider, MeterWidget, PricingTable } from '@plimsoll/react';
${app('<BillingProvider baseUrl="/api/billing"><PricingTable /><MeterWidget meter="messages" /></BillingProvider>')}`,
    remark: 'table and meter, styled',
  },
  {
    name: 'autumn-js',
    install: { 'autumn-js': '0.1.85' },
    code: `import { AutumnProvider, PricingTable, useCustomer } from 'autumn-js/react';
function Meter() { const { customer } = useCustomer(); const f = customer?.features?.messages; return f ? <progress value={f.usage} max={f.included_usage} /> : null; }
${app('<AutumnProvider><PricingTable /><Meter /></AutumnProvider>')}`,
    remark: 'table styled, meter written by the application; the last version with components',
  },
  {
    name: 'autumn-js (hooks)',
    install: { 'autumn-js': '1.3.13' },
    code: `import { AutumnProvider, useCustomer, useListPlans } from 'autumn-js/react';
function Plans() { const { data } = useListPlans(); const { attach } = useCustomer(); return <ul>{(data ?? []).map((plan) => <li key={plan.id}><button onClick={() => attach({ planId: plan.id })}>{plan.name}</button></li>)}</ul>; }
function Meter() { const { data } = useCustomer(); const b = data?.balances?.messages; return b ? <progress value={b.usage} max={b.granted} /> : null; }
${app('<AutumnProvider><Plans /><Meter /></AutumnProvider>')}`,
    remark: 'no components: table and meter are bare tags',
  },
  {
    name: '@flowglad/react (hooks)',
    install: { '@flowglad/react': '0.18.0' },
    code: `import { FlowgladProvider, useBilling, usePricing, useUsageMeter } from '@flowglad/react';
function Plans() { const pricing = usePricing(); const { createCheckoutSession } = useBilling(); return <ul>{(pricing?.products ?? []).map((p) => <li key={p.id}><button onClick={() => createCheckoutSession({ priceSlug: p.slug, successUrl: location.href, cancelUrl: location.href })}>{p.name}</button></li>)}</ul>; }
function Meter() { const { usageMeter } = useUsageMeter('messages'); return usageMeter ? <span>{usageMeter.availableBalance}</span> : null; }
${app('<FlowgladProvider><Plans /><Meter /></FlowgladProvider>')}`,
    remark: 'no components: table and meter are bare tags',
  },
  {
    name: '@schematichq/schematic-components',
    install: { '@schematichq/schematic-components': '2.21.0' },
    code: `import { EmbedProvider, MeteredFeatures, PricingTable } from '@schematichq/schematic-components';
${app('<EmbedProvider apiKey="key"><PricingTable /><MeteredFeatures /></EmbedProvider>')}`,
    remark: 'table and meter, styled',
  },
  {
    name: '@stigg/react-sdk',
    install: { '@stigg/react-sdk': '10.16.0' },
    overrides: { '@stigg/js-client-sdk': '3.35.0' },
    code: `import { CreditUtilization, Paywall, StiggProvider } from '@stigg/react-sdk';
${app('<StiggProvider apiKey="key" customerId="customer"><Paywall onPlanSelected={() => {}} /><CreditUtilization currencyId="credits" /></StiggProvider>')}`,
    remark: 'table and meter, styled; bundled with an earlier client, since its own did not build',
  },
  {
    name: '@clerk/react',
    install: { '@clerk/react': '6.17.2' },
    code: `import { ClerkProvider, PricingTable, Show } from '@clerk/react';
${app('<ClerkProvider publishableKey="pk_test_x"><PricingTable /><Show when={{ feature: "messages" }}><p /></Show></ClerkProvider>')}`,
    remark: 'table only, and its parts come from a CDN at run time, which is not counted here; no meter',
  },
];
