import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { findChromium } from './chromium.ts';
import { closingLine } from './vitest/closing-line.ts';

const root = join(import.meta.dirname, '..');
const ci = Boolean(process.env['CI']);

// Packages run from source in every test, in node and in the browser: a test never needs a build.
const SOURCE = '@plimsoll/source';
const resolve = { conditions: [SOURCE, ...defaultClientConditions] };
const ssr = { resolve: { conditions: [SOURCE, ...defaultServerConditions] } };

const unit: TestProjectConfiguration = {
  root,
  resolve,
  ssr,
  test: {
    name: 'unit',
    // Real servers and child processes share two cores here: slow is not wrong.
    testTimeout: 30_000,
    environment: 'node',
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/{torture,bench,simulation,schemas,seeded-bugs}/**/*.test.ts',
      'apps/**/*.test.ts',
      '.config/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'apps/**/e2e/**'],
  },
};

const dom: TestProjectConfiguration = {
  root,
  resolve,
  ssr,
  plugins: [react()],
  test: {
    name: 'dom',
    environment: 'jsdom',
    include: ['packages/*/src/**/*.test.tsx', 'apps/**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'apps/**/e2e/**'],
    setupFiles: [join(import.meta.dirname, 'vitest/dom-setup.ts')],
  },
};

// The kit's own tests once more, with the oldest React that it allows.
const react18: TestProjectConfiguration = {
  ...dom,
  test: {
    ...dom.test,
    name: 'react-18',
    include: ['packages/react/src/**/*.test.tsx'],
    setupFiles: [join(import.meta.dirname, 'vitest/with-react-18.ts'), join(import.meta.dirname, 'vitest/dom-setup.ts')],
  },
};

// Functions, because the Storybook plugin reads `.storybook` as soon as it is made. Every story is drawn and looked at by axe in both themes.
const stories = (theme: 'light' | 'dark'): TestProjectConfiguration => ({
  root,
  resolve,
  // The two run beside each other: each has its own place for the packages that Vite bundles ahead.
  cacheDir: join(root, `node_modules/.cache/stories-${theme}`),
  plugins: [storybookTest({ configDir: join(root, '.storybook'), initialGlobals: { theme } })],
  test: {
    name: theme === 'light' ? 'stories' : 'stories-dark',
    testTimeout: 30_000,
    setupFiles: [join(import.meta.dirname, 'vitest/quiet-console.ts')],
    isolate: false,
    sequence: { groupOrder: 1 },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      // A missing Chromium must fail these tests only, and only when they run: hence a path that says so instead of a throw.
      provider: playwright({ launchOptions: { executablePath: findChromium() ?? '/chromium-not-found' } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

const e2e: TestProjectConfiguration = {
  root,
  resolve,
  ssr,
  test: {
    name: 'e2e',
    environment: 'node',
    include: ['apps/*/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // After everything else: it starts servers and a browser of its own.
    sequence: { groupOrder: 2 },
  },
};

const hasStorybook = existsSync(join(root, '.storybook/main.ts'));

export default defineConfig({
  root,
  test: {
    projects: [unit, dom, react18, ...(hasStorybook ? [stories('light'), stories('dark')] : []), e2e],
    reporters: [ci ? ['default', { summary: false }] : 'default', closingLine({ strict: ci })],
    allowOnly: !ci,
    passWithNoTests: true,
    clearMocks: true,
    restoreMocks: true,
  },
});
