// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderBilling } from '../../testing/render-billing.tsx';
import { FeatureGate } from './feature-gate.tsx';

it('shows a feature to those whose plan has it and the fallback to the others, nothing before that is known', async () => {
  renderBilling(
    <>
      <FeatureGate feature="own_keys">
        <p>keys</p>
      </FeatureGate>
      <FeatureGate feature="analytics" fallback={<p>not yours</p>}>
        <p>analytics</p>
      </FeatureGate>
    </>,
  );
  expect(screen.queryByText('keys')).toBeNull();
  expect(screen.queryByText('not yours')).toBeNull();
  expect(await screen.findByText('keys')).toBeVisible();
  expect(screen.getByText('not yours')).toBeVisible();
  expect(screen.queryByText('analytics')).toBeNull();
});
