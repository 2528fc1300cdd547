// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
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

it('lets through the values of a feature that the plan includes, and no others', async () => {
  const server = stubServer({ 'GET /state': () => stateOf({ features: ['models'], featureValues: { models: ['small'] } }) });
  renderBilling(
    <>
      <FeatureGate feature="models" value="small">
        <p>small</p>
      </FeatureGate>
      <FeatureGate feature="models" value="large" fallback={<p>not large</p>}>
        <p>large</p>
      </FeatureGate>
    </>,
    server,
  );
  expect(await screen.findByText('small')).toBeVisible();
  expect(screen.getByText('not large')).toBeVisible();
  expect(screen.queryByText('large')).toBeNull();
});
