import { expect, it } from 'vitest';
import { checkOrigin } from './check-origin.ts';

const ALLOWED = ['https://app.example', 'https://admin.app.example'];

function isRefused(site: string | undefined, origin: string | undefined): boolean {
  const headers: Record<string, string | undefined> = { 'sec-fetch-site': site, origin };
  try {
    checkOrigin((name) => headers[name], ALLOWED);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'origin_not_allowed', status: 403 });
    return true;
  }
}

it.each<[name: string, site: string | undefined, origin: string | undefined]>([
  ['the page itself', 'same-origin', 'https://app.example'],
  ['the page itself, mounted where the list does not say', 'same-origin', 'https://preview.app.example'],
  ['an allowed page of the same site', 'same-site', 'https://admin.app.example'],
  ['an allowed page of another site', 'cross-site', 'https://app.example'],
  ['an allowed page in a browser without fetch metadata', undefined, 'https://app.example'],
  ['a client without a browser', undefined, undefined],
])('lets %s in', (_name, site, origin) => {
  expect(isRefused(site, origin)).toBe(false);
});

it.each<[name: string, site: string | undefined, origin: string | undefined]>([
  ['another site', 'cross-site', 'https://evil.example'],
  ['another site that hides its origin', 'cross-site', undefined],
  ['a sandboxed frame', 'cross-site', 'null'],
  ['a sandboxed frame in a browser without fetch metadata', undefined, 'null'],
  ['another page of the same site', 'same-site', 'https://user-pages.app.example'],
  ['another page of the same site that hides its origin', 'same-site', undefined],
  ['another site in a browser without fetch metadata', undefined, 'https://evil.example'],
  ['a host that begins like an allowed one', undefined, 'https://app.example.evil.example'],
  ['another scheme', undefined, 'http://app.example'],
  ['another port', undefined, 'https://app.example:8443'],
  ['an origin with a path', undefined, 'https://app.example/'],
  ['an empty origin', undefined, ''],
  ['a mutation typed into the address bar', 'none', undefined],
  ['fetch metadata that no browser sends', 'SAME-ORIGIN', 'https://evil.example'],
])('refuses %s', (_name, site, origin) => {
  expect(isRefused(site, origin)).toBe(true);
});
