import { expect, it } from 'vitest';
import { readContactUrl } from './read-contact-url.ts';

it.each(['https://acme.example/talk', 'mailto:sales@acme.example', 'tel:+15550100', '/talk', 'talk?plan=big', '//acme.example/talk'])(
  'opens %s',
  (address) => {
    expect(readContactUrl(address)).toBe(address);
  },
);

it.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'http://',
  undefined,
])('does not open %j', (address) => {
  expect(readContactUrl(address)).toBeUndefined();
});
