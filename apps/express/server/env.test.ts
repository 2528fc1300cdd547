import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoEnvironment } from '../demo-world.ts';
import { readEnv } from './env.ts';

const complete = demoEnvironment({ polarUrl: 'http://127.0.0.1:4100', webhookSecret: 'whsec_c2VjcmV0', dataDir: '.data', port: 3000 });
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

it('takes a complete environment', () => {
  expect(readEnv(complete)).toMatchObject({ PORT: 3000, POLAR_ENVIRONMENT: 'sandbox' });
});

it('names every missing and malformed value at once, and never a value itself', () => {
  const { POLAR_ACCESS_TOKEN: _token, POLAR_PRO_PRODUCT_ID: _product, ...rest } = complete;
  const broken = () => readEnv({ ...rest, PORT: 'a port', POLAR_ENTERPRISE_PRODUCT_ID: 'not-a-uuid', SESSION_SECRET: 'short' });
  for (const name of ['POLAR_ACCESS_TOKEN', 'POLAR_PRO_PRODUCT_ID', 'PORT', 'POLAR_ENTERPRISE_PRODUCT_ID', 'SESSION_SECRET']) {
    expect(broken).toThrow(name);
  }
  expect(broken).not.toThrow(/not-a-uuid|short|whsec_/);
});

it.each(Object.keys(complete))('documents %s in .env.example', (name) => {
  expect(example).toContain(`${name}=`);
});
