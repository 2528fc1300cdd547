// @vitest-environment jsdom
import { Theme } from '@radix-ui/themes';
import { QueryClient } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { expect, it, vi } from 'vitest';
import { MeterWidget } from '../components/meter-widget/meter-widget.tsx';
import { type Spend, useSpend } from '../hooks/use-spend.ts';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { stubServer } from '../testing/stub-server.ts';
import { BillingProvider } from './billing-provider.tsx';
import { billingKeys } from './billing-queries.ts';

const ids = Array.from({ length: 50 }, (_, at) => `meter_${at}`);
const metersWith = (changed: string, used: number) =>
  Object.fromEntries(ids.map((id) => [id, balanceOf({ used: id === changed ? used : 12 })]));

interface Page {
  spend?: Spend;
}

function Spender({ page }: { readonly page: Page }) {
  page.spend = useSpend('meter_7');
  return null;
}

it('of 50 meters, a change of one balance draws that meter alone, however the change arrives', async () => {
  const drawn: string[] = [];
  const page: Page = {};
  let used = 12;
  const server = stubServer({ 'GET /state': () => stateOf({ version: used, meters: metersWith('meter_7', used) }) });
  const queryClient = new QueryClient();
  render(
    <Theme>
      <BillingProvider baseUrl="/api/billing" fetch={server.fetch} live={false} queryClient={queryClient}>
        <Spender page={page} />
        {ids.map((id) => (
          <Profiler key={id} id={id} onRender={() => void drawn.push(id)}>
            <MeterWidget meter={id} />
          </Profiler>
        ))}
      </BillingProvider>
    </Theme>,
  );
  await vi.waitFor(() => expect(screen.getAllByRole('meter')).toHaveLength(50));
  const { state: queryKey } = billingKeys();

  drawn.length = 0;
  used = 13;
  await act(() => queryClient.invalidateQueries({ queryKey }));
  await screen.findByText('13 of 50');
  expect(drawn).toEqual(['meter_7']);

  drawn.length = 0;
  act(() => void queryClient.setQueryData(queryKey, stateOf({ version: 14, meters: metersWith('meter_7', 14) })));
  await screen.findByText('14 of 50');
  expect(drawn).toEqual(['meter_7']);

  drawn.length = 0;
  used = 15;
  await act(async () => page.spend?.(1, () => undefined));
  await screen.findByText('15 of 50');
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(drawn).toEqual(['meter_7']);
});
