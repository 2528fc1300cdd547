import {
  CheckoutResultView,
  type CheckoutResultViewProps,
  CreditPacksView,
  type CreditPacksViewProps,
  UpgradePromptView,
  type UpgradePromptViewProps,
} from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { jobDescriptions, limit, longMeter, packed, serverAway } from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/Prompts and results', parameters: matrixParameters });

const pack = { kind: 'pack', pack: 'more', name: '20 more', units: 20, price: { amount: 1900, currency: 'USD' } } as const;
const people = { kind: 'tier', tier: 'enterprise', name: 'Enterprise', price: null, contactUrl: 'mailto:sales@acme.example' } as const;
const prompts: Record<string, Partial<UpgradePromptViewProps>> = {
  'A larger plan': {},
  'Some left, not enough': { limit: { ...limit, needed: 12, remaining: 3 } },
  'A pack': { limit: { ...limit, offer: pack } },
  'Sold by people': { limit: { ...limit, offer: people } },
  'Nothing larger is sold': { limit: { ...limit, offer: null } },
  'May not manage billing': { canManageBilling: false },
  'Waits for an answer': { isBusy: true },
  Error: { error: serverAway },
  Loading: { meter: undefined },
};
const prompt = (props: Partial<UpgradePromptViewProps> = {}) => (
  <UpgradePromptView limit={limit} meter={jobDescriptions} onAccept={fn()} {...props} />
);

export const UpgradePrompt = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(prompts).map(([label, props]): Cell => ({ label, content: prompt(props) })),
      ...abroad({
        german: prompt({ meter: longMeter }),
        japanese: prompt({ limit: { ...limit, needed: 12_345, remaining: 1234 } }),
        arabic: prompt({ meter: arabicMeter }),
      }),
    ],
  }),
);

const results: Record<string, CheckoutResultViewProps['status']> = {
  Activating: 'activating',
  Active: 'active',
  Failed: 'failed',
  Expired: 'expired',
  'Takes long': 'timeout',
  Error: 'error',
};
const result = (props: Pick<CheckoutResultViewProps, 'status' | 'tierName'>) => (
  <CheckoutResultView
    tierName="Pro"
    providerName="Polar"
    error={serverAway}
    onCheckAgain={fn()}
    onContinue={fn()}
    onSeePlans={fn()}
    {...props}
  />
);

export const CheckoutResult = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(results).map(([label, status]): Cell => ({ label, content: result({ status }) })),
      ...abroad({
        german: result({ status: 'active', tierName: 'Unternehmensweiterbildungsgesamtpaket' }),
        arabic: result({ status: 'timeout' }),
      }),
    ],
  }),
);

const packs = (props: Partial<CreditPacksViewProps> = {}) => <CreditPacksView catalog={packed} onBuy={fn()} {...props} />;

export const CreditPacks = meta.story(
  matrixOf({
    cells: [
      { label: 'Packs', content: packs() },
      { label: 'One recommended', content: packs({ recommended: 'large' }) },
      { label: 'Waits for an answer', content: packs({ busyPack: 'small' }) },
      { label: 'Empty', content: packs({ meter: 'candidate_screenings' }) },
      { label: 'May not manage billing', content: packs({ canManageBilling: false }) },
      { label: 'The press did not work', content: packs({ actionError: serverAway }) },
      { label: 'Loading', content: packs({ catalog: undefined }) },
      { label: 'Error', content: packs({ catalog: undefined, loadError: serverAway, onRetry: fn() }) },
      ...abroad({
        german: packs({ catalog: { ...packed, meters: [{ id: 'job_descriptions', ...longMeter }] } }),
        japanese: packs(),
        arabic: packs({ catalog: { ...packed, meters: [{ id: 'job_descriptions', ...arabicMeter }] } }),
      }),
    ],
  }),
);
