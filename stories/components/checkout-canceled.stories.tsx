import { CheckoutCanceledView, type CheckoutCanceledViewProps } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, controlsOf } from '../controls.ts';

const meta = preview.meta({
  title: 'Components/CheckoutCanceled',
  component: CheckoutCanceledView,
  argTypes: controlsOf<CheckoutCanceledViewProps>({ onSeePlans: callback, onContinue: callback }),
  args: { onSeePlans: fn(), onContinue: fn() },
});

export const Canceled = meta.story();
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ globals: { locale: 'de', width: '320' } });
