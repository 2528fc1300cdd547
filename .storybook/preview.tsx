import '@radix-ui/themes/styles.css';
import '@plimsoll/react/styles.css';
import './stage.css';
import './matrix.css';
// Every story may wait as long as a journey does: parts that are fetched when they are drawn come late on a loaded machine.
import '../stories/journeys/patience.ts';
import addonA11y from '@storybook/addon-a11y';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import { setupWorker } from 'msw/browser';
import addonMsw from 'msw-storybook-addon';
import { closeBackends, type DemoBackend, openBackend } from './backends.ts';
import { Stage } from './stage.tsx';
import { globalTypes, initialGlobals } from './toolbar.ts';

let worker: ReturnType<typeof startWorker> | undefined;

async function startWorker() {
  const started = setupWorker();
  // Whatever no story's backend answers is Storybook's own.
  await started.start({ quiet: true, onUnhandledFrame: 'bypass' });
  return started;
}

// The stories of a page of documentation begin at the same time, and must not start a worker each.
function shareWorker() {
  worker ??= startWorker();
  return worker;
}

export default definePreview({
  addons: [addonA11y(), addonDocs(), addonMsw(shareWorker)],
  globalTypes,
  initialGlobals,
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true, sort: 'requiredFirst' },
    options: { storySort: { order: ['Start', 'Theming', 'Copy', 'States', ['Overview', '*'], 'Components', 'Journeys'] } },
  },
  tags: ['autodocs'],
  loaders: [async (context) => ({ backend: await openBackend(context) })],
  beforeEach({ id, loaded, msw }) {
    // What was put away in one story would be gone from the next.
    window.sessionStorage.clear();
    const backend: DemoBackend | null = loaded['backend'];
    if (backend !== null) msw.use(...backend.handlers);
    return () => closeBackends(id);
  },
  decorators: [
    (Story, { globals, loaded }) => (
      <Stage backend={loaded['backend']} look={globals}>
        <Story />
      </Stage>
    ),
  ],
});
