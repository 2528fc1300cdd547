import { expect, it } from 'vitest';
import { createFormatter } from '../../format/formatter.ts';
import { english } from '../../messages/english.ts';
import { describeTierButton, type TierIntent } from './tier-button.ts';

const text = { messages: english, format: createFormatter() };
const at = `${new Date().getUTCFullYear()}-12-20T00:00:00Z`;

it.each<[TierIntent, string, boolean]>([
  ['choose', 'Choose Pro', true],
  ['checkout', 'Upgrade to Pro', true],
  ['upgrade', 'Upgrade to Pro', true],
  ['downgrade', 'Downgrade to Pro', true],
  ['switch', 'Pay yearly', true],
  ['cancel', 'Switch to Pro', true],
  ['resume', 'Keep Pro', true],
  ['contact', 'Contact us', true],
  ['current', 'Current plan', false],
  ['scheduled', 'Scheduled for December 20', false],
  ['unavailable', 'Not available now', false],
])('for %s the button reads "%s" and can be pressed: %s', (intent, label, isActive) => {
  expect(describeTierButton({ intent, tier: 'Pro', scheduledAt: at, interval: 'year' }, text)).toMatchObject({ label, isActive });
});
