import { BillingError } from '@plimsoll/contract';
import type { PolarCore, RequestOptions } from '@polar-sh/sdk/2026-10';
import { withDeadline } from '../../deadline.ts';
import type { HeardDate } from '../../provider.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { isAccessToken } from './access-token.ts';
import { mapError } from './map-error.ts';
import type { PolarSettings } from './options.ts';

/** One act at Polar: one or more requests that share a deadline. */
export interface PolarCall {
  readonly core: PolarCore;
  /** Options for the next request: the token of this act and the time that is left. */
  request(): RequestOptions;
}

export interface PolarClient {
  /** Does one act within the deadline. Rejects with a `BillingError` alone; `act` says in it what was tried. */
  run<Result>(act: string, work: (call: PolarCall) => Promise<Result>): Promise<Result>;
  /** The date of the newest answer; null before the first that has one. */
  heardDate(): HeardDate | null;
}

type ClientSettings = Pick<PolarSettings, 'accessToken' | 'environment' | 'baseUrl' | 'organizationId' | 'timeoutMs'>;

// Polar documents no id of its own; what stands in front of it answers with one of these.
const REQUEST_ID_HEADERS = ['x-request-id', 'rndr-id', 'cf-ray'];

export function createPolarClient(settings: ClientSettings, runtime: Runtime): PolarClient {
  const { timeoutMs } = settings;
  let loading: Promise<PolarCore> | undefined;
  let heardDate: HeardDate | null = null;
  return {
    heardDate: () => heardDate,
    async run(act, work) {
      const deadline = runtime.now() + timeoutMs;
      let accessToken = '';
      let requestId: string | undefined;
      const hear = (headers: Headers | null) => {
        requestId = headers === null ? undefined : readRequestId(headers);
        heardDate = dateOf(headers, runtime.now()) ?? heardDate;
      };
      const request = (): RequestOptions => ({ accessToken, timeout: secondsUntil(deadline, { now: runtime.now(), timeoutMs }) });
      try {
        loading ??= loadCore(settings);
        accessToken = await withDeadline(readToken(settings.accessToken), { runtime, ms: timeoutMs, error: noTokenInTime });
        return await work({ core: listenTo(await loading, hear), request });
      } catch (thrown) {
        const error = mapError(thrown, { act, secrets: [accessToken] });
        error.providerRequestId ??= requestId;
        throw error;
      }
    },
  };
}

// The SDK's entry loads every service of Polar; a server that starts should not wait for that.
async function loadCore({ environment, baseUrl, organizationId }: ClientSettings): Promise<PolarCore> {
  const { createPolarCore } = await import('@polar-sh/sdk/2026-10');
  return createPolarCore({
    // Never sent: each request brings the token of its moment.
    accessToken: 'unset',
    environment,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(organizationId === undefined ? {} : { organizationId }),
  });
}

// The SDK shows no header of an answer.
function listenTo(core: PolarCore, hear: (headers: Headers | null) => void): PolarCore {
  const own: PolarCore = Object.create(core);
  own.sendRequest = async (...sent) => {
    hear(null);
    const response = await core.sendRequest(...sent);
    hear(response.headers);
    return response;
  };
  return own;
}

function dateOf(headers: Headers | null, hostAt: number): HeardDate | null {
  const providerAt = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(providerAt) ? null : { providerAt, hostAt };
}

// It goes into logs, so it must look like an id.
function readRequestId(headers: Headers): string | undefined {
  const found = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((value) => value !== null);
  return found != null && /^[\w.:-]{1,100}$/.test(found) ? found : undefined;
}

// The SDK counts in seconds. A clock that was set back must not lengthen the wait.
function secondsUntil(deadline: number, { now, timeoutMs }: { now: number; timeoutMs: number }): number {
  const left = Math.min(deadline - now, timeoutMs);
  if (left <= 0) throw new BillingError('provider_unavailable', 'Polar did not answer in time.');
  return left / 1000;
}

async function readToken(accessToken: ClientSettings['accessToken']): Promise<string> {
  let token: unknown;
  try {
    token = await accessToken();
  } catch {
    // What it threw may show the token.
    throw new BillingError('internal', 'accessToken() of polar() threw.');
  }
  if (isAccessToken(token)) return token;
  throw new BillingError('internal', 'accessToken() of polar() gave no token, or one with spaces or line breaks.');
}

function noTokenInTime(): BillingError {
  return new BillingError('provider_unavailable', 'accessToken() of polar() gave no token in time.');
}
