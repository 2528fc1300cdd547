import { expect, test } from 'vitest';
import { faultsOf, payloadTypeOf } from '../../fixtures/closed-schema.ts';

const endpoint = {
  id: 'a',
  created_at: '2026-11-01T00:00:00Z',
  modified_at: null,
  url: 'https://app.example',
  name: null,
  api_version: '2026-10',
  format: 'raw',
  secret: 'whsec_',
  organization_id: 'b',
  events: ['order.paid'],
  enabled: true,
  uses_standard_webhook_signature: true,
};

test('the schema that bodies are held against notices what is missing, extra or wrong', () => {
  const { secret: _secret, ...missing } = endpoint;
  expect(faultsOf('WebhookEndpoint', endpoint)).toEqual([]);
  expect(faultsOf('WebhookEndpoint', missing)).toHaveLength(1);
  expect(faultsOf('WebhookEndpoint', { ...endpoint, extra: 1 })).toHaveLength(1);
  expect(faultsOf('WebhookEndpoint', { ...endpoint, events: ['order.payed'] })).toHaveLength(1);
  expect(() => faultsOf('Nonsense', {})).toThrow();
  expect(payloadTypeOf('customer.state_changed')).toBe('WebhookCustomerStateChangedPayload');
});
