import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoEnvironment } from '../demo-world.ts';
import { readEnv } from './env.ts';

const POLAR = 'http://127.0.0.1:4100';
const polarUrls = { recruiting: POLAR, chat: POLAR, images: POLAR };
const complete = demoEnvironment({ polarUrls, webhookSecret: 'whsec_c2VjcmV0', dataDir: '.data', port: 3000 });
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

it('takes a complete environment', () => {
  expect(readEnv(complete)).toMatchObject({ PORT: 3000, recruiting: { POLAR_ENVIRONMENT: 'sandbox' }, chat: { POLAR_BASE_URL: POLAR } });
});

it('names every missing and malformed value at once, and never a value itself', () => {
  const { POLAR_ACCESS_TOKEN: _token, POLAR_PRO_PRODUCT_ID: _product, CHAT_POLAR_TEAM_PRODUCT_ID: _team, ...rest } = complete;
  const broken = () => readEnv({ ...rest, PORT: 'a port', POLAR_ENTERPRISE_PRODUCT_ID: 'not-a-uuid', SESSION_SECRET: 'short' });
  for (const name of [
    'POLAR_ACCESS_TOKEN',
    'POLAR_PRO_PRODUCT_ID',
    'PORT',
    'POLAR_ENTERPRISE_PRODUCT_ID',
    'SESSION_SECRET',
    'CHAT_POLAR_TEAM_PRODUCT_ID',
  ]) {
    expect(broken).toThrow(name);
  }
  expect(broken).not.toThrow(/not-a-uuid|short|whsec_/);
});

it('offers only the products that it names', () => {
  const recruitingAlone = Object.fromEntries(Object.entries(complete).filter(([name]) => !/^(CHAT|IMAGES)_/.test(name)));
  expect(readEnv(recruitingAlone)).toMatchObject({ chat: null, images: null });
});

it.each(Object.keys(complete))('documents %s in .env.example', (name) => {
  expect(example).toContain(`${name}=`);
});
