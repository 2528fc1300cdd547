import { costOfOverage } from '@plimsoll/contract';
import { createFormatter } from '@plimsoll/react';
import { expect, it } from 'vitest';

// The same amounts are on the invoices in packages/server/src/lib/journeys/overage.test.ts.
it.each([
  ['USD', 1, '$12.35'],
  ['JPY', 3, '¥3,704'],
  ['KWD', 25, 'KWD 30.864'],
])('1,234,567 units of overage in %s are shown as on the invoice', (currency, amount, shown) => {
  const cost = costOfOverage({ amount, currency, per: 1000 }, 1_234_567);
  expect(
    createFormatter()
      .money(cost)
      .replaceAll(/\u00a0/g, ' '),
  ).toBe(shown);
});
