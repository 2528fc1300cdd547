import { BillingError, CONTRACT_HEADER, CONTRACT_VERSION } from '@plimsoll/contract';
import { type Access, routes } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { describeError } from '../describe-error.ts';
import { type Identity, requireIdentity } from '../identity.ts';
import { loggerWith } from '../logger.ts';
import { type Answer, measureRequest } from '../telemetry/measure-request.ts';
import type { Call, RouteHandler } from './call.ts';
import { checkOrigin } from './check-origin.ts';
import { type Match, matchRoute } from './match.ts';
import { parseInput } from './parse-input.ts';
import type { BillingRequest, BillingResponse } from './request.ts';
import { asBillingError, respondProblem } from './respond.ts';
import { handlers } from './routes/handlers.ts';

/** Answers every request of the kit. Never rejects: what goes wrong is a problem document. */
export type Handler = (request: BillingRequest) => Promise<BillingResponse>;

/** Builds the handler over a context: match, identify, check where it came from, parse, run, respond. */
export function createHandler(context: Context): Handler {
  return (request) => measureRequest(context, request, () => answerOrProblem(context, request));
}

/** What every log line of one request says. */
type RequestFields = { readonly requestId: string; customerId?: string };

async function answerOrProblem(context: Context, request: BillingRequest): Promise<Answer> {
  const fields: RequestFields = { requestId: readRequestId(request) ?? context.runtime.uuid() };
  const own = { ...context, logger: loggerWith(context.logger, fields) };
  try {
    return { response: await answer(own, request, fields) };
  } catch (thrown) {
    const error = asBillingError(thrown);
    logFailure(own, error, request);
    return { response: respondProblem(error, fields.requestId), code: error.code };
  }
}

async function answer(context: Context, request: BillingRequest, fields: RequestFields): Promise<BillingResponse> {
  const match = matchRoute(request.method, request.path);
  const { access } = routes[match.key];
  const identity = access === 'operator' ? await identifyOperator(context, request) : await identify(request, access);
  if (identity !== null) fields.customerId = identity.customerId;
  requireAccess(access, identity);
  checkContract(request);
  if (request.method === 'POST' && access !== 'signature') checkOrigin(request.header, context.allowedOrigins);
  const input = access === 'signature' ? {} : await parseInput(match.key, request);
  return await runRoute(context, match, { request, identity, input });
}

async function identify(request: BillingRequest, access: Access): Promise<Identity | null> {
  if (access === 'signature') return null;
  const identity = await request.identify();
  return identity === null ? null : requireIdentity(identity);
}

// For everyone else the desk does not exist, whatever else is wrong with the request: the answer is that of a path that nothing answers.
async function identifyOperator({ logger }: Context, request: BillingRequest): Promise<Identity> {
  const identity = await identify(request, 'operator').catch((error: unknown) => {
    logger.warn('identify failed for a route of operators', { error: String(error) });
    return null;
  });
  if (identity?.operator === true) return identity;
  throw new BillingError('not_found', `${request.path} is for operators.`);
}

function requireAccess(access: Access, identity: Identity | null): void {
  if (access === 'public' || access === 'signature' || access === 'operator') return;
  if (identity === null) throw new BillingError('unauthenticated', 'identify() knows nobody in this request.');
  if (access === 'manager' && !identity.canManageBilling) throw new BillingError('forbidden', `${identity.userId} may not manage billing.`);
}

function checkContract({ header }: BillingRequest): void {
  const version = header(CONTRACT_HEADER);
  if (version === undefined || version === CONTRACT_VERSION) return;
  throw new BillingError('contract_mismatch', `The client speaks contract ${version.slice(0, 20)}, this server ${CONTRACT_VERSION}.`);
}

// The table is typed by route; here its key and input are only known to belong together.
function runRoute(
  context: Context,
  match: Match,
  call: { request: BillingRequest; identity: Identity | null; input: unknown },
): Promise<BillingResponse> {
  const handler = handlers[match.key] as RouteHandler<typeof match.key>;
  return handler(context, { ...call, parameter: match.parameter } as Call<typeof match.key>);
}

function readRequestId({ header }: BillingRequest): string | undefined {
  const given = header('x-request-id');
  return given !== undefined && /^[\w.-]{1,100}$/.test(given) ? given : undefined;
}

function logFailure({ logger }: Context, error: BillingError, request: BillingRequest): void {
  const path = request.path.slice(0, 200).replaceAll(/\p{Cc}/gu, '?');
  const fields = { method: request.method, path, ...describeError(error) };
  if (error.status >= 500) logger.error('a request failed', fields);
  else logger.info('a request was refused', fields);
}
