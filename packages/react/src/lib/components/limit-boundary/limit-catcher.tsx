'use client';
import { type BillingError, isBillingError } from '@plimsoll/contract';
import { Component, type ReactNode } from 'react';

export interface LimitCatcherProps {
  readonly children: ReactNode;
  /** What stands in for children that could not be drawn. */
  readonly fallback: (error: BillingError, reset: () => void) => ReactNode;
}

interface LimitCatcherState {
  readonly failure: { readonly error: unknown } | null;
}

/** Catches a `limit_reached` that is thrown while drawing; everything else goes on to the next boundary. React offers this to classes only. */
export class LimitCatcher extends Component<LimitCatcherProps, LimitCatcherState> {
  override state: LimitCatcherState = { failure: null };

  static getDerivedStateFromError(error: unknown): LimitCatcherState {
    return { failure: { error } };
  }

  readonly reset = () => this.setState({ failure: null });

  override render() {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    if (!isBillingError(failure.error, 'limit_reached')) throw failure.error;
    return this.props.fallback(failure.error, this.reset);
  }
}
