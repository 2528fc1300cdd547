import { join } from 'node:path';
import type { PolarSeed } from '@plimsoll/polar-emulator';
import { type ListeningPolarEmulator, listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { chatIds, chatSeed } from './products/chat/seed.ts';
import { imagesIds, imagesSeed } from './products/images/seed.ts';
import { recruitingIds, recruitingSeed } from './products/recruiting/seed.ts';

const TOKEN = 'polar_oat_local';

interface LocalProduct {
  readonly seed: PolarSeed;
  /** Ids of the seed under the names of the environment. */
  readonly ids: Readonly<Record<string, string>>;
  /** Of its variables in the environment. */
  readonly prefix: string;
  /** Where its billing is mounted. */
  readonly billingPath: string;
}

/** Each product has an account of its own at Polar, as products of three companies have. */
export const localProducts = {
  recruiting: { seed: recruitingSeed, ids: recruitingIds, prefix: '', billingPath: '/api/billing' },
  chat: { seed: chatSeed, ids: chatIds, prefix: 'CHAT_', billingPath: '/api/chat/billing' },
  images: { seed: imagesSeed, ids: imagesIds, prefix: 'IMAGES_', billingPath: '/api/images/billing' },
} as const satisfies Record<string, LocalProduct>;

export type LocalProductName = keyof typeof localProducts;

export interface LocalPolarPlace {
  readonly port: number;
  readonly dataDir: string;
  readonly appUrl: string;
  readonly webhookSecret: string;
}

/** Starts the local Polar of one product, whose webhooks go to its billing. */
export function listenLocalPolar(
  name: LocalProductName,
  { port, dataDir, appUrl, webhookSecret }: LocalPolarPlace,
): Promise<ListeningPolarEmulator> {
  const { seed, billingPath } = localProducts[name];
  const endpoint = { url: `${appUrl}${billingPath}/webhooks/polar`, secret: webhookSecret, signing: 'standard' as const };
  return listenPolarEmulator({ port, dataFile: join(dataDir, `${name}-polar.json`), seed: { ...seed, webhookEndpoints: [endpoint] } });
}

export interface DemoPlace {
  readonly polarUrls: Readonly<Record<LocalProductName, string>>;
  readonly webhookSecret: string;
  readonly dataDir: string;
  readonly port: number;
}

/** The environment that points the sample at its local Polars. */
export function demoEnvironment({ polarUrls, webhookSecret, dataDir, port }: DemoPlace): Record<string, string> {
  const names = Object.keys(localProducts) as LocalProductName[];
  const ofProducts = names.flatMap((name): [string, string][] => {
    const { ids, prefix } = localProducts[name];
    const account = { POLAR_ACCESS_TOKEN: TOKEN, POLAR_WEBHOOK_SECRET: webhookSecret, POLAR_BASE_URL: polarUrls[name] };
    return [...Object.entries(account).map(([key, value]): [string, string] => [`${prefix}${key}`, value]), ...Object.entries(ids)];
  });
  return { ...Object.fromEntries(ofProducts), SESSION_SECRET: 'a secret for a local demo', DATA_DIR: dataDir, PORT: String(port) };
}
