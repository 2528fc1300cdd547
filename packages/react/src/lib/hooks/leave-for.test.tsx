// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderBilling } from '../testing/render-billing.tsx';
import { stubServer } from '../testing/stub-server.ts';
import { useCheckout } from './use-checkout.ts';
import { usePortal } from './use-portal.ts';

function Buttons() {
  const checkout = useCheckout();
  const portal = usePortal();
  return (
    <>
      <button type="button" onClick={() => checkout.mutate({ tier: 'pro' })}>
        Buy
      </button>
      <button type="button" onClick={() => portal.mutate()}>
        Portal
      </button>
      <p>{(checkout.error ?? portal.error)?.code}</p>
    </>
  );
}

function openPage(url: string) {
  const navigate = vi.fn();
  const server = stubServer({ 'POST /checkout': () => ({ kind: 'redirect', url, checkoutId: 'c' }), 'POST /portal': () => ({ url }) });
  renderBilling(<Buttons />, server, { navigate });
  return navigate;
}

describe.each(['Buy', 'Portal'])('%s', (name) => {
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'blob:http://localhost/1',
    'file:///etc/passwd',
    'vbscript:x',
    'https://',
  ])('never leaves for %j, and says that it failed', async (url) => {
    const navigate = openPage(url);
    screen.getByRole('button', { name }).click();
    expect(await screen.findByText('internal')).toBeVisible();
    expect(navigate).not.toHaveBeenCalled();
  });

  it.each(['https://pay.example/c', 'http://localhost:4000/c', '/hosted/c', '//pay.example/c'])('leaves for %j', async (url) => {
    const navigate = openPage(url);
    screen.getByRole('button', { name }).click();
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledExactlyOnceWith(url));
  });
});
