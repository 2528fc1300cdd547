import { CustomerListView, HealthView, SettingsFormView, SyncListView } from '@plimsoll/react/admin';
import preview from '../../.storybook/preview.tsx';
import { customers, health, settings, syncs } from '../desk-fixtures.ts';
import { inDays, tierName } from '../fixtures.ts';
import { matrixParameters } from '../matrix/matrix.tsx';
import { expectNoShift, type Pair, Pairs } from './loading-pairs.tsx';

const still = () => {};
const list = { search: '', onSearch: still, onOpen: still, tierName };
const form = { isSaved: false, onSave: still };

// As many as there are rows while they load, each an ordinary one.
const four = [1, 2, 3, 4];
const known = customers.slice(0, 1).flatMap((row) => four.map((place) => ({ ...row, customerId: `org_${place}` })));
const synced = syncs.slice(0, 1).flatMap((row) => four.map((place) => ({ ...row, at: inDays(-place) })));

const pairs: Pair[] = [
  { name: 'customers', loading: <CustomerListView {...list} rows={undefined} />, ready: <CustomerListView {...list} rows={known} /> },
  { name: 'syncs', loading: <SyncListView rows={undefined} />, ready: <SyncListView rows={synced} /> },
  { name: 'settings', loading: <SettingsFormView {...form} view={undefined} />, ready: <SettingsFormView {...form} view={settings} /> },
  { name: 'health', loading: <HealthView health={undefined} />, ready: <HealthView health={health} /> },
];

const meta = preview.meta({
  title: 'Components/Loading sizes of the desk',
  tags: ['!autodocs'],
  parameters: matrixParameters,
  render: () => (
    <div className="ps-desk">
      <Pairs pairs={pairs} />
    </div>
  ),
});

export const Wide = meta.story({ play: ({ canvasElement }) => expectNoShift(canvasElement) });
export const Narrow = meta.story({ globals: { width: '320' }, play: ({ canvasElement }) => expectNoShift(canvasElement) });
