import { BillingError, type FieldProblem } from '@plimsoll/contract';
import { type Access, type RouteInput, type RouteKey, routes } from '@plimsoll/contract/routes';
import * as v from 'valibot';
import type { BillingRequest } from './request.ts';

const BODY_LIMIT = 64 * 1024;
const DEEPEST = 16;
const POISONED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** What came in, checked against the route's schema. @throws BillingError `invalid_request`, `unsupported_media_type` or `payload_too_large` */
export async function parseInput<K extends RouteKey>(key: K, request: BillingRequest): Promise<RouteInput<K>> {
  const raw = key.startsWith('GET') ? Object.fromEntries(request.query) : await readJson(request);
  const parsed = v.safeParse(routes[key].input, raw);
  if (!parsed.success) throw invalid(parsed.issues.map((issue) => problemOfIssue(issue, routes[key].access)));
  return parsed.output as RouteInput<K>;
}

async function readJson(request: BillingRequest): Promise<unknown> {
  const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new BillingError('unsupported_media_type', `The content type is ${type ?? 'missing'}.`);
  const body = await request.body(BODY_LIMIT);
  const value = body.kind === 'parsed' ? body.value : parseJson(body.bytes);
  // An empty list has no unknown fields, so a schema would let it pass for an empty object.
  if (Array.isArray(value)) throw invalid([{ pointer: '', detail: 'The body must be a JSON object.' }]);
  const problem = findPoison(value, 0);
  if (problem !== null) throw invalid([{ pointer: '', detail: problem }]);
  return value;
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid([{ pointer: '', detail: 'The body is not JSON in UTF-8.' }]);
  }
}

function findPoison(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return `The body is nested deeper than ${DEEPEST} levels.`;
  for (const [key, inner] of Object.entries(value)) {
    if (POISONED_KEYS.has(key)) return `The name "${key}" is not allowed.`;
    const problem = findPoison(inner, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfIssue(issue: v.BaseIssue<unknown>, access: Access): FieldProblem {
  const path = v.getDotPath(issue);
  const pointer = path === null ? '' : `/${path.replaceAll('.', '/')}`;
  const unknown = issue.type === 'strict_object' && issue.expected === 'never';
  if (!unknown) return { pointer, detail: issue.message };
  const hint = access === 'operator' ? '' : ' (The customer is always the one of the session.)';
  return { pointer, detail: `This field is not known here.${hint}` };
}

function invalid(fields: readonly FieldProblem[]): BillingError {
  const [first] = fields;
  const publicMessage =
    first === undefined ? 'The request is not valid.' : `${first.pointer === '' ? '' : `${first.pointer.slice(1)}: `}${first.detail}`;
  return new BillingError('invalid_request', `The input is not valid: ${publicMessage}`, { publicMessage, fields });
}
