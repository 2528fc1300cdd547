// @vitest-environment jsdom
import { BillingError, type LimitReached, problemOf } from '@plimsoll/contract';
import { QueryClient } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Component, type ReactNode, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { readProblem } from '../../client/read-problem.ts';
import { billingKeys } from '../../provider/billing-queries.ts';
import { balanceOf, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { MeterWidget } from '../meter-widget/meter-widget.tsx';
import { LimitBoundary } from './limit-boundary.tsx';
import { useLimitPrompt } from './limit-context.ts';

const limit: LimitReached = { meter: 'job_descriptions', needed: 1, remaining: 0, resetsAt: null, offer: null };
const refusal = () => new BillingError('limit_reached', 'full', { limit });
const withLeft = (remaining: number) => stateOf({ meters: { job_descriptions: balanceOf({ remaining }) } });

function Generate({ fail }: { readonly fail: () => unknown }) {
  const prompt = useLimitPrompt();
  const [taken, setTaken] = useState('');
  const run = async () => setTaken(String(prompt.show(await fail())));
  return (
    <button type="button" onClick={() => void run()}>
      Generate {taken}
    </button>
  );
}

function Report({ isFull }: { readonly isFull: () => boolean }) {
  if (isFull()) throw refusal();
  return <p>report</p>;
}

function Broken(): ReactNode {
  throw new Error('broken');
}

class Outer extends Component<{ readonly children: ReactNode }, { readonly message: string }> {
  override state = { message: '' };
  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : '' };
  }
  override render() {
    return this.state.message ? <p>outer: {this.state.message}</p> : this.props.children;
  }
}

describe('an error that is handed over', () => {
  it('becomes a dialog, and is taken', async () => {
    const page = (
      <LimitBoundary>
        <Generate fail={refusal} />
      </LimitBoundary>
    );
    renderBilling(page, stubServer({ 'GET /state': () => withLeft(0) }));
    await userEvent.click(screen.getByRole('button', { name: /Generate/ }));
    expect(await screen.findByRole('dialog', { name: 'Limit reached' })).toBeVisible();
    expect(screen.getByText('Generate true')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('can be the 402 of an endpoint of the application itself', async () => {
    const fetchJob = async () => readProblem(Response.json(problemOf(refusal()), { status: 402 }));
    const page = (
      <LimitBoundary>
        <Generate fail={fetchJob} />
      </LimitBoundary>
    );
    renderBilling(page, stubServer({ 'GET /state': () => withLeft(0) }));
    await userEvent.click(screen.getByRole('button', { name: /Generate/ }));
    expect(await screen.findByRole('dialog', { name: 'Limit reached' })).toBeVisible();
  });

  it('is left to the caller when it is about something else, or no boundary is there', async () => {
    const page = (
      <>
        <LimitBoundary>
          <Generate fail={() => new BillingError('internal', 'x')} />
        </LimitBoundary>
        <Generate fail={refusal} />
      </>
    );
    renderBilling(page);
    for (const button of screen.getAllByRole('button')) await userEvent.click(button);
    expect(screen.getAllByText('Generate false')).toHaveLength(2);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('closes by itself when the meter has room again, and not on account of a state that is older than the refusal', async () => {
    let remaining = 3;
    const server = stubServer({ 'GET /state': () => withLeft(remaining) });
    const queryClient = new QueryClient();
    const page = (
      <LimitBoundary>
        <MeterWidget meter="job_descriptions" />
        <Generate fail={refusal} />
      </LimitBoundary>
    );
    renderBilling(page, server, { queryClient });
    await screen.findByRole('meter');
    remaining = 0;
    await userEvent.click(screen.getByRole('button', { name: /Generate/ }));
    expect(await screen.findByRole('dialog')).toBeVisible();
    await vi.waitFor(() => expect(server.count('GET /state')).toBe(2));
    expect(screen.getByRole('dialog')).toBeVisible();

    remaining = 5;
    await queryClient.invalidateQueries({ queryKey: billingKeys().state });
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('an error that is thrown while drawing', () => {
  it('becomes a prompt that stays in place of what could not be drawn', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const page = (
      <LimitBoundary>
        <Report isFull={() => true} />
      </LimitBoundary>
    );
    renderBilling(page, stubServer({ 'GET /state': () => withLeft(0) }));
    expect(await screen.findByRole('dialog', { name: 'Limit reached' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByRole('region', { name: 'Limit reached' })).toBeVisible();
  });

  it('goes away, and the part is drawn again, once a newer state shows room', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let isFull = true;
    const server = stubServer({
      'GET /state': () => {
        isFull = false;
        return withLeft(5);
      },
    });
    const page = (
      <LimitBoundary>
        <Report isFull={() => isFull} />
      </LimitBoundary>
    );
    renderBilling(page, server);
    expect(await screen.findByText('report')).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('goes on to the next boundary when it is anything else', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const page = (
      <Outer>
        <LimitBoundary>
          <Broken />
        </LimitBoundary>
      </Outer>
    );
    renderBilling(page);
    expect(screen.getByText('outer: broken')).toBeVisible();
  });
});
