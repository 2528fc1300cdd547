import { describe, expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';
import type { PolarOptions } from './options.ts';

const good: PolarOptions = { accessToken: 'polar_oat_x', webhookSecrets: ['whsec_x'], products: { pro: 'product-pro' } };

function problemsOf(changes: object): string {
  try {
    checkOptions({ ...good, ...changes });
    return '';
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(TypeError);
    return (thrown as Error).message;
  }
}

describe('options of polar()', () => {
  it('get their defaults', () => {
    expect(checkOptions(good)).toMatchObject({
      environment: 'production',
      timeoutMs: 8_000,
      name: 'Polar',
      id: 'polar',
      baseUrl: undefined,
    });
  });

  it.each([
    [{}, 500],
    [{ environment: 'sandbox' }, 100],
    [{ baseUrl: 'https://polar-proxy.acme.example' }, 500],
    [{ baseUrl: 'http://127.0.0.1:4100' }, 60_000],
    [{ baseUrl: 'http://localhost:4100/' }, 60_000],
    [{ baseUrl: 'http://[::1]:4100', requestsPerMinute: 250 }, 250],
  ] as const)('%j keep to %s requests a minute', (changes, rate) => {
    expect(checkOptions({ ...good, ...changes }).requestsPerMinute).toBe(rate);
  });

  it('may sell packs alone', () => {
    expect(problemsOf({ products: {}, packs: { small: 'product-small' } })).toBe('');
  });

  it('may end the address of the API in a slash', () => {
    expect(checkOptions({ ...good, baseUrl: 'http://127.0.0.1:4100/' }).baseUrl).toBe('http://127.0.0.1:4100');
  });

  it.each([
    ['accessToken', { accessToken: undefined }],
    ['accessToken', { accessToken: 'with space' }],
    ['accessToken', { accessToken: 'with_line_break\n' }],
    ['webhookSecrets', { webhookSecrets: undefined }],
    ['webhookSecrets', { webhookSecrets: [] }],
    ['webhookSecrets', { webhookSecrets: 'whsec_one_text' }],
    ['webhookSecrets', { webhookSecrets: ['whsec_x', ''] }],
    ['products', { products: {} }],
    ['products', { products: undefined }],
    ['products.pro', { products: { pro: '' } }],
    ['products.pro', { products: { pro: undefined } }],
    ['products.max', { products: { pro: 'same', max: 'same' } }],
    ['products.pro.year', { products: { pro: { month: 'same', year: 'same' } } }],
    ['products.pro.month', { products: { pro: { month: '' } } }],
    ['products.pro', { products: { pro: {} } }],
    ['products.pro', { products: { pro: { week: 'product-week' } } }],
    ['packs.top_up', { packs: { top_up: 'product-pro' } }],
    ['meters.tokens.event', { meters: { tokens: { event: '' } } }],
    ['meters.tokens.event', { meters: { tokens: { event: 'x'.repeat(129) } } }],
    ['environment', { environment: 'staging' }],
    ['baseUrl', { baseUrl: 'https://api.acme.example/v1' }],
    ['baseUrl', { baseUrl: 'https://user:password@acme.example' }],
    ['baseUrl', { baseUrl: 'ftp://acme.example' }],
    ['baseUrl', { baseUrl: 'localhost' }],
    ['organizationId', { organizationId: '' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['requestsPerMinute', { requestsPerMinute: 0 }],
    ['requestsPerMinute', { requestsPerMinute: 1.5 }],
    ['name', { name: ' ' }],
    ['id', { id: 'Polar/1' }],
  ])('say that %s is wrong in %j', (option, changes) => {
    expect(problemsOf(changes)).toMatch(new RegExp(`^- ${option.replaceAll('.', '\\.')}: `, 'm'));
  });

  it('name every problem at once, and never show a token or a secret', () => {
    const message = problemsOf({ accessToken: 'polar_oat_leak leak', webhookSecrets: [' whsec_leak'], products: {}, id: '' });
    for (const option of ['accessToken', 'webhookSecrets', 'products', 'id']) expect(message).toContain(`- ${option}: `);
    expect(message).not.toContain('leak');
  });
});
