// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { renderBilling } from '../testing/render-billing.tsx';
import { stubServer } from '../testing/stub-server.ts';
import { useCanSpend } from './use-can-spend.ts';

function Work({ meter = 'job_descriptions', units }: { readonly meter?: string; readonly units?: number }) {
  return (
    <button type="button" disabled={!useCanSpend(meter, units)}>
      {meter} {units}
    </button>
  );
}

it('turns the button off where the units would be refused, and only there', async () => {
  const overagePrice = { amount: 1, currency: 'USD', per: 1 };
  const spendCap = { amount: 3, currency: 'USD', units: 3, unitsLeft: 3 };
  const meters = {
    job_descriptions: balanceOf({ remaining: 5 }),
    unlimited: balanceOf({ granted: 'unlimited', remaining: 'unlimited' }),
    priced: balanceOf({ remaining: 0, overagePrice }),
    capped: balanceOf({ remaining: 1, overagePrice, spendCap }),
  };
  renderBilling(
    <>
      <Work />
      <Work units={5} />
      <Work units={6} />
      <Work meter="unlimited" units={1_000_000} />
      <Work meter="priced" units={9} />
      <Work meter="capped" units={4} />
      <Work meter="capped" units={5} />
      <Work meter="not_in_the_plan" />
    </>,
    stubServer({ 'GET /state': () => stateOf({ meters }) }),
  );
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'job_descriptions 6' })).toBeDisabled());
  const off = screen.getAllByRole('button').flatMap((button) => (button.matches(':disabled') ? [button.textContent.trim()] : []));
  expect(off).toEqual(['job_descriptions 6', 'capped 5', 'not_in_the_plan']);
});

it('leaves the button on while nothing is known, and when billing cannot be reached', async () => {
  const server = stubServer({ 'GET /state': () => new BillingError('forbidden', 'no') });
  renderBilling(<Work />, server);
  expect(screen.getByRole('button')).toBeEnabled();
  await vi.waitFor(() => expect(server.count('GET /state')).toBe(1));
  await new Promise((done) => setTimeout(done));
  expect(screen.getByRole('button')).toBeEnabled();
});
