// @vitest-environment jsdom
import { BillingError, LIVE_EVENT } from '@plimsoll/contract';
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MeterWidget } from '../components/meter-widget/meter-widget.tsx';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { renderBilling } from '../testing/render-billing.tsx';
import { StubEventSource } from '../testing/stub-event-source.ts';
import { stubServer } from '../testing/stub-server.ts';

const sources = StubEventSource.opened;
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

/** Counts one unit more each time it is read. */
const counting = () => {
  let used = 11;
  return stubServer({ 'GET /state': () => stateOf({ version: used + 1, meters: { tokens: balanceOf({ used: ++used }) } }) });
};

beforeEach(() => {
  sources.length = 0;
  vi.stubGlobal('EventSource', StubEventSource);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  Reflect.deleteProperty(document, 'visibilityState');
});

const hide = (visibilityState: 'hidden' | 'visible') => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibilityState });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

describe('live updates', () => {
  it('read the state anew when it changed, over one connection', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    expect(sources.map(({ url }) => url)).toEqual(['/api/billing/live']);
    act(() => {
      sources[0]?.open();
      sources[0]?.say('{"version":99,"degraded":false}');
    });
    await pass(50);
    expect(screen.getByText('13 of 50')).toBeVisible();
    expect(LIVE_EVENT).toBe('state');
  });

  it('do not ask again for the version that is on the page', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    act(() => sources[0]?.say('{"version":12,"degraded":false}'));
    await pass(50);
    expect(server.count('GET /state')).toBe(1);
    act(() => sources[0]?.say('not json'));
    await pass(50);
    expect(server.count('GET /state')).toBe(2);
  });

  it("ask again when the provider went away, which changes nobody's version", async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    act(() => sources[0]?.say('{"version":12,"degraded":true}'));
    await pass(50);
    expect(server.count('GET /state')).toBe(2);
  });

  it('do not begin where nobody is signed in', async () => {
    const server = stubServer({ 'GET /state': () => new BillingError('unauthenticated', 'no session') });
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(60_000);
    expect(sources).toHaveLength(0);
    expect(server.count('GET /state')).toBe(1);
  });

  it('fall back to asking from time to time while the connection is refused, and stop asking once it is back', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    act(() => sources[0]?.break(true));
    await pass(30_100);
    expect(server.count('GET /state')).toBe(2);
    expect(sources).toHaveLength(2);
    act(() => sources[1]?.open());
    await pass(50);
    const afterReturn = server.count('GET /state');
    await pass(90_000);
    expect(server.count('GET /state')).toBe(afterReturn);
  });

  it('read what they missed after a lost connection came back', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    act(() => {
      sources[0]?.break(false);
      sources[0]?.open();
    });
    await pass(50);
    expect(server.count('GET /state')).toBe(2);
  });

  it('ask from time to time where the browser has no EventSource', async () => {
    vi.stubGlobal('EventSource', undefined);
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    await pass(30_100);
    expect(server.count('GET /state')).toBe(2);
  });

  it('hold no connection for a hidden tab', async () => {
    renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    hide('hidden');
    expect(sources[0]?.readyState).toBe(StubEventSource.CLOSED);
    hide('visible');
    expect(sources).toHaveLength(2);
  });

  it('end with the page', async () => {
    const { unmount } = renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    unmount();
    expect(sources[0]?.readyState).toBe(StubEventSource.CLOSED);
  });
});
