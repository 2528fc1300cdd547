import { isId } from '@plimsoll/contract';
import { isAccessToken } from './access-token.ts';
import type { PolarOptions, PolarSettings } from './options.ts';

const DEFAULT_TIMEOUT_MS = 8_000;
const LONGEST_TIMEOUT_MS = 120_000;
const LONGEST_EVENT_NAME = 128;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const EMULATOR_RATE = 60_000;
const SANDBOX_RATE = 100;
const PRODUCTION_RATE = 500;

/**
 * Fills in defaults.
 * @throws TypeError that names every missing or malformed option at once. It never shows a token or a secret.
 */
export function checkOptions(options: PolarOptions): PolarSettings {
  const problems = [
    ...checkSecrets(options),
    ...checkProducts(options),
    ...checkMeters(options.meters),
    ...checkConnection(options),
    ...checkNames(options),
  ];
  if (problems.length > 0) throw new TypeError(`polar() cannot be used:\n- ${problems.join('\n- ')}`);
  const { accessToken, webhookSecrets } = options;
  return {
    accessToken: typeof accessToken === 'function' ? accessToken : () => accessToken,
    webhookSecrets: typeof webhookSecrets === 'function' ? webhookSecrets : () => webhookSecrets,
    products: options.products,
    earlierProducts: options.earlierProducts ?? {},
    packs: options.packs ?? {},
    meters: options.meters ?? {},
    environment: options.environment ?? 'production',
    baseUrl: options.baseUrl?.replace(/\/$/, ''),
    organizationId: options.organizationId,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    requestsPerMinute: options.requestsPerMinute ?? usualRate(options),
    name: options.name ?? 'Polar',
    id: options.id ?? 'polar',
  };
}

function usualRate({ baseUrl, environment }: PolarOptions): number {
  if (baseUrl !== undefined && LOOPBACK.test(new URL(baseUrl).hostname)) return EMULATOR_RATE;
  return environment === 'sandbox' ? SANDBOX_RATE : PRODUCTION_RATE;
}

function checkSecrets({ accessToken, webhookSecrets }: PolarOptions): string[] {
  const problems: string[] = [];
  if (typeof accessToken !== 'function' && !isAccessToken(accessToken)) {
    problems.push('accessToken: must be a token (visible ASCII, no spaces or line breaks) or a function that gives one');
  }
  if (typeof webhookSecrets === 'function') return problems;
  if (!Array.isArray(webhookSecrets) || webhookSecrets.length === 0) {
    problems.push('webhookSecrets: must be a list with at least one secret, or a function that gives one');
  } else if (!webhookSecrets.every((secret) => typeof secret === 'string' && secret.trim() === secret && secret !== '')) {
    problems.push('webhookSecrets: each must be a text without surrounding spaces');
  }
  return problems;
}

function checkProducts({ products, packs, earlierProducts }: PolarOptions): string[] {
  const earlier = entriesOf('earlierProducts', earlierProducts ?? {}).flatMap(({ option, product }) => entriesOf(option, product));
  const sold = [...tierEntries(products), ...entriesOf('packs', packs ?? {}), ...earlier];
  const problems = sold.filter(({ product }) => !isId(product)).map(({ option }) => `${option}: must be a Polar product id`);
  if (!isRecord(products) || sold.length === 0)
    problems.push('products: must map at least one tier to a Polar product id, or packs a pack');
  const owners = new Map<unknown, string>();
  for (const { option, product } of sold) {
    const owner = owners.get(product);
    // Two tiers of one product could not be told apart when Polar speaks of it.
    if (owner !== undefined && isId(product)) problems.push(`${option}: names the same product as ${owner}`);
    owners.set(product, option);
  }
  return problems;
}

function tierEntries(products: unknown): { option: string; product: unknown }[] {
  return entriesOf('products', products).flatMap((entry) => {
    if (!isRecord(entry.product)) return [entry];
    const byInterval = entriesOf(entry.option, entry.product);
    const isStrange =
      byInterval.length === 0 || !Object.keys(entry.product).every((interval) => interval === 'month' || interval === 'year');
    return isStrange ? [{ ...entry, product: undefined }] : byInterval;
  });
}

function entriesOf(option: string, record: unknown): { option: string; product: unknown }[] {
  return isRecord(record) ? Object.entries(record).map(([id, product]) => ({ option: `${option}.${id}`, product })) : [];
}

function checkMeters(meters: PolarOptions['meters']): string[] {
  return Object.entries(meters ?? {})
    .filter(([id, meter]) => !isEventName(meter?.event ?? id))
    .map(([id]) => `meters.${id}.event: must be 1 to ${LONGEST_EVENT_NAME} characters`);
}

function isEventName(name: unknown): boolean {
  return typeof name === 'string' && name !== '' && name.length <= LONGEST_EVENT_NAME;
}

function checkConnection({
  environment,
  baseUrl,
  organizationId,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  requestsPerMinute = 1,
}: PolarOptions): string[] {
  const problems: string[] = [];
  if (!Number.isSafeInteger(requestsPerMinute) || requestsPerMinute < 1)
    problems.push('requestsPerMinute: must be a whole number, 1 or more');
  if (environment !== undefined && environment !== 'production' && environment !== 'sandbox') {
    problems.push('environment: must be "production" or "sandbox"');
  }
  if (baseUrl !== undefined && !isOrigin(baseUrl))
    problems.push('baseUrl: must be an http or https origin without a path, for example "http://127.0.0.1:4100"');
  if (organizationId !== undefined && !isId(organizationId)) problems.push('organizationId: must be a Polar organisation id');
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > LONGEST_TIMEOUT_MS) {
    problems.push(`timeoutMs: must be a whole number of milliseconds from 1 to ${LONGEST_TIMEOUT_MS}`);
  }
  return problems;
}

// A path would be doubled by the SDK, and credentials in an address end up in logs.
function isOrigin(text: unknown): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && text.replace(/\/$/, '').toLowerCase() === origin;
}

function checkNames({ name, id }: PolarOptions): string[] {
  const problems: string[] = [];
  if (name !== undefined && (typeof name !== 'string' || name.trim() === '')) problems.push('name: must be a text');
  if (id !== undefined && (typeof id !== 'string' || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id))) {
    problems.push('id: must be lower-case letters, digits, "-" and "_", at most 64');
  }
  return problems;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
