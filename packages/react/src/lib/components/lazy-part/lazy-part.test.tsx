// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { lazyPart } from './lazy-part.tsx';

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;
const Fetched = lazyPart(async () => Greeting, <p>wait</p>);
const Lost = lazyPart<{ readonly name: string }>(() => Promise.reject(new TypeError('chunk')));

it('holds the place until the part is there', async () => {
  render(<Fetched name="you" />);
  expect(screen.getByText('wait')).toBeVisible();
  expect(await screen.findByText('Hello you')).toBeVisible();
});

it('says so when a part cannot be fetched, and leaves the page standing', async () => {
  render(
    <>
      <p>page</p>
      <Lost name="you" />
    </>,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent('could not be loaded. Reload the page.');
  expect(screen.getByText('page')).toBeVisible();
});
