// @vitest-environment jsdom
import { BillingError, LIVE_EVENT } from '@plimsoll/contract';
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MeterWidget } from '../components/meter-widget/meter-widget.tsx';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { renderBilling } from '../testing/render-billing.tsx';
import { StubEventSource } from '../testing/stub-event-source.ts';
import { stubServer } from '../testing/stub-server.ts';
// Loaded ahead: while the clock is held, it arrives at once.
import './watch-state.ts';

const sources = StubEventSource.opened;
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(Math.min(ms, 50));
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(ms - 50);
  });

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
  act(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
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

  it('fall back as well when the connection was lost three times in a row, and not before', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    for (const at of [0, 1]) {
      act(() => sources[at]?.break(false));
      await pass(5_000);
    }
    await pass(60_000);
    expect(server.count('GET /state')).toBe(1);
    act(() => sources[2]?.break(false));
    await pass(30_100);
    expect(server.count('GET /state')).toBe(2);
  });

  it('come back ever more slowly, at most a minute apart, and never in an even beat', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    const waits: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      act(() => sources[at]?.break(false));
      const from = Date.now();
      while (sources.length === at + 1) await act(() => vi.advanceTimersToNextTimerAsync());
      waits.push(Date.now() - from);
    }
    // The shorter half of each wait is fixed, the longer half is chance.
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('hear at once, after a lost connection, whether something was missed: it begins with the version of now', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    act(() => sources[0]?.break(false));
    await pass(2_100);
    act(() => sources[1]?.say('{"version":12,"degraded":false}'));
    await pass(50);
    expect(server.count('GET /state')).toBe(1);
    act(() => sources[1]?.say('{"version":13,"degraded":false}'));
    await pass(50);
    expect(server.count('GET /state')).toBe(2);
  });

  it('connect anew when the network is back', async () => {
    renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    act(() => void window.dispatchEvent(new Event('online')));
    expect(sources.map(({ readyState }) => readyState)).toEqual([StubEventSource.CLOSED, 0]);
  });

  it('ask from time to time where the browser has no EventSource', async () => {
    vi.stubGlobal('EventSource', undefined);
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    await pass(30_100);
    expect(server.count('GET /state')).toBe(2);
  });

  it('hold a connection through a short look elsewhere, and none for a page that stays hidden', async () => {
    renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    hide('hidden');
    await pass(30_000);
    hide('visible');
    await pass(60_000);
    expect(sources.map(({ readyState }) => readyState)).toEqual([0]);
    hide('hidden');
    await pass(60_100);
    expect(sources.map(({ readyState }) => readyState)).toEqual([StubEventSource.CLOSED]);
    hide('visible');
    expect(sources).toHaveLength(2);
  });

  it('ask for nothing while the page is hidden, and for what changed when it is looked at', async () => {
    const server = counting();
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    hide('hidden');
    act(() => sources[0]?.say('{"version":99,"degraded":false}'));
    await pass(1_000);
    expect(server.count('GET /state')).toBe(1);
    hide('visible');
    await pass(50);
    expect(server.count('GET /state')).toBe(2);
  });

  it('let go of the connection when the page is put aside for the back button, and take it again', async () => {
    renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(sources[0]?.readyState).toBe(StubEventSource.CLOSED);
    act(() => void window.dispatchEvent(new Event('pageshow')));
    expect(sources).toHaveLength(2);
  });

  it('follow the session: another customer has a connection of its own', async () => {
    let customerId = 'acme';
    const server = stubServer({ 'GET /state': () => stateOf({ customerId }) });
    renderBilling(<MeterWidget meter="tokens" />, server, { live: true });
    await pass(50);
    customerId = 'globex';
    act(() => sources[0]?.say('{"version":2,"degraded":false}'));
    await pass(50);
    expect(sources.map(({ readyState }) => readyState)).toEqual([StubEventSource.CLOSED, 0]);
  });

  it('end with the page', async () => {
    const { unmount } = renderBilling(<MeterWidget meter="tokens" />, counting(), { live: true });
    await pass(50);
    unmount();
    expect(sources[0]?.readyState).toBe(StubEventSource.CLOSED);
  });
});
