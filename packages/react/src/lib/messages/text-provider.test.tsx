// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { german } from './german.ts';
import { resultTexts } from './result-texts.ts';
import { TextProvider, useText } from './text-provider.tsx';

function Page() {
  const { messages } = useText(resultTexts);
  return (
    <p>
      {messages.activeHint} {messages.retry}
    </p>
  );
}

it('a part with texts of its own says them in English until the page says them differently', () => {
  const { rerender } = render(<Page />);
  expect(screen.getByText('You can use everything in it now. Try again')).toBeVisible();
  rerender(
    <TextProvider messages={german}>
      <Page />
    </TextProvider>,
  );
  expect(screen.getByText(`${german.activeHint} ${german.retry}`)).toBeVisible();
  rerender(
    <TextProvider messages={{ activeHint: 'Off you go.' }}>
      <Page />
    </TextProvider>,
  );
  expect(screen.getByText('Off you go. Try again')).toBeVisible();
});
