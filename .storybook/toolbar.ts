import { scenarios } from '@plimsoll/mocks';
import type { Preview } from '@storybook/react-vite';

type GlobalTypes = NonNullable<Preview['globalTypes']>;
type Icon = 'alert' | 'browser' | 'contrast' | 'globe' | 'transfer' | 'user';

const widths = { full: 'Full width', '768': '768 px', '480': '480 px', '320': '320 px' };
const scenarioItems = Object.entries(scenarios).map(([value, { title }]) => ({ value, title }));

/** The switches above every story. */
export const globalTypes: GlobalTypes = {
  scenario: menu('Scenario', 'user', [{ value: 'story', title: "Story's scenario" }, ...scenarioItems]),
  fault: menu('Fault', 'alert', [
    { value: 'story', title: "Story's fault" },
    { value: 'none', title: 'No fault' },
    { value: 'slow', title: 'Slow: 2 s' },
    { value: 'offline', title: 'Offline' },
    { value: 'provider-down', title: 'Provider down' },
    { value: 'stale', title: 'Stale: provider down for 2 h' },
  ]),
  theme: menu('Theme', 'contrast', [
    { value: 'light', title: 'Light' },
    { value: 'dark', title: 'Dark' },
  ]),
  locale: menu('Numbers and dates', 'globe', [
    { value: 'en', title: 'English' },
    { value: 'de', title: 'Deutsch, words too' },
    { value: 'ja', title: '日本語' },
    { value: 'ar', title: 'العربية' },
  ]),
  direction: menu('Direction', 'transfer', [
    { value: 'ltr', title: 'Left to right' },
    { value: 'rtl', title: 'Right to left' },
  ]),
  width: menu(
    'Width',
    'browser',
    Object.entries(widths).map(([value, title]) => ({ value, title })),
  ),
};

export const initialGlobals = { scenario: 'story', fault: 'story', theme: 'light', locale: 'en', direction: 'ltr', width: 'full' };

function menu(title: string, icon: Icon, items: readonly { readonly value: string; readonly title: string }[]): GlobalTypes[string] {
  return { description: title, toolbar: { title, icon, items: [...items], dynamicTitle: true } };
}
