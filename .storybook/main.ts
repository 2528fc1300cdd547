import { defineMain } from '@storybook/react-vite/node';
import { msw } from 'msw/vite';
import { defaultClientConditions, mergeConfig } from 'vite';

export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The other reader of types needs an API that TypeScript 7 does not have.
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (config) =>
    mergeConfig(config, {
      // The packages run from source, so that an edit is on the page at once.
      resolve: { conditions: ['@plimsoll/source', ...defaultClientConditions] },
      // Vite looks for packages to bundle before it starts. An adapter that begins to use one more part of the SDK would make it
      // start over in the middle of the story tests.
      optimizeDeps: { exclude: ['@polar-sh/sdk'] },
      // Serves MSW's worker here and puts it into the static build; no copy of it lies in the repository.
      plugins: [msw({ mode: 'worker-only' })],
    }),
});
