import { MeterWidget } from '@plimsoll/react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';

const meta = preview.meta({ title: 'Components/MeterWidget', component: MeterWidget, args: { meter: 'job_descriptions' } });

export const Connected = meta.story({
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('meter', { name: 'Job descriptions' })).toHaveAttribute('aria-valuenow', '20');
  },
});
