import { isBillingError } from '@plimsoll/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redirectTarget } from './redirect-target.ts';

const ALLOWED = ['https://app.example', 'http://localhost:5173'];
const target = (address: string) => redirectTarget('successUrl', address, ALLOWED);

describe('a way back', () => {
  it.each<[address: string, target: string]>([
    ['/billing', 'https://app.example/billing'],
    ['/', 'https://app.example/'],
    ['', 'https://app.example/'],
    ['/billing?tab=plan#top', 'https://app.example/billing?tab=plan#top'],
    ['billing/done', 'https://app.example/billing/done'],
    ['?done=1', 'https://app.example/?done=1'],
    ['/a/../b', 'https://app.example/b'],
    ['https://app.example/billing', 'https://app.example/billing'],
    ['HTTPS://APP.EXAMPLE/billing', 'https://app.example/billing'],
    ['https://app.example:443/billing', 'https://app.example/billing'],
    ['http://localhost:5173/billing', 'http://localhost:5173/billing'],
    ['/search?next=//evil.example', 'https://app.example/search?next=//evil.example'],
    ['/größe', 'https://app.example/gr%C3%B6%C3%9Fe'],
  ])('%j leads to %s', (address, expected) => {
    expect(target(address)).toBe(expected);
  });

  it.each([
    ['/done?checkout={CHECKOUT_ID}', 'https://app.example/done?checkout={CHECKOUT_ID}'],
    ['/done/{CHECKOUT_ID}', 'https://app.example/done/{CHECKOUT_ID}'],
    ['/done#{CHECKOUT_ID}', 'https://app.example/done#{CHECKOUT_ID}'],
    ['https://app.example/{CHECKOUT_ID}/{CHECKOUT_ID}', 'https://app.example/{CHECKOUT_ID}/{CHECKOUT_ID}'],
  ])('%s keeps the place of the checkout id', (address, expected) => {
    expect(target(address)).toBe(expected);
  });
});

const refused: Record<string, string> = {
  'another host': 'https://evil.example/billing',
  'a host without a scheme': '//evil.example',
  'a host without a scheme after a space': ' //evil.example',
  'a host behind a backslash': '/\\evil.example',
  'a host behind two backslashes': '\\\\evil.example',
  'a host behind many slashes': 'https:////evil.example',
  'a host that begins like an allowed one': 'https://app.example.evil.example/',
  'a host that ends like an allowed one': 'https://evil-app.example/',
  'an allowed host as a user name': 'https://app.example@evil.example/',
  'a user name': 'https://owner@app.example/',
  'a user name and password': 'https://owner:secret@app.example/',
  'another port': 'https://app.example:8443/',
  'another scheme': 'http://app.example/',
  'another local port': 'http://localhost:3000/',
  javascript: 'javascript:alert(1)',
  'javascript in disguise': 'JaVaScRiPt:alert(1)//https://app.example',
  'javascript behind a line break': 'java\nscript:alert(1)',
  data: 'data:text/html,<script>alert(1)</script>',
  'a blob that bears an allowed origin': 'blob:https://app.example/0197-0000',
  'a file': 'file:///etc/passwd',
  'a tab inside a host': '/\t/evil.example',
  'a line break': '/billing\r\nset-cookie: a=b',
  'a null character': '/billing\u0000',
  'a delete character': '/billing\u007f',
  'a broken address': 'https://',
  'a host in full-width letters': 'https://ｅvil.example',
};

describe('no way back', () => {
  it.each(Object.entries(refused))('leads to %s', (_name, address) => {
    expect(() => target(address)).toThrow(
      expect.objectContaining({
        code: 'redirect_not_allowed',
        details: { fields: [{ pointer: '/successUrl', detail: expect.any(String) }] },
      }),
    );
  });

  it('leads anywhere when no origin is allowed', () => {
    expect(() => redirectTarget('returnUrl', '/billing', [])).toThrow(expect.objectContaining({ code: 'redirect_not_allowed' }));
  });

  it('leads off the allowed origins, whatever is asked for', () => {
    const part = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '.',
      'app.example',
      'evil.example',
      'javascript:',
      'blob:',
      '?',
      '#',
      '%2F',
      '\t',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
          fc.webUrl(),
          fc.string(),
        ),
        (address) => {
          try {
            const { origin, protocol, username, password } = new URL(target(address));
            expect(ALLOWED).toContain(origin);
            expect(['https:', 'http:']).toContain(protocol);
            expect(username + password).toBe('');
          } catch (error) {
            if (!isBillingError(error, 'redirect_not_allowed')) throw error;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
