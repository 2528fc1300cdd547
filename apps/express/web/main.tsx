import '@radix-ui/themes/styles.css';
import '@plimsoll/react/styles.css';
import './sample.css';
import { Theme } from '@radix-ui/themes';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { useColorScheme } from './use-color-scheme.ts';

function Root() {
  const appearance = useColorScheme();
  return (
    <Theme accentColor="indigo" grayColor="slate" radius="medium" appearance={appearance}>
      <App />
    </Theme>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}
