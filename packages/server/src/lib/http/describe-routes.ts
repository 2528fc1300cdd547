import { CONTRACT_VERSION, errorTable } from '@plimsoll/contract';
import { type Access, type RouteKey, routes } from '@plimsoll/contract/routes';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

const WHO: Readonly<Record<Access, string>> = {
  public: 'Anyone may call.',
  customer: 'For whoever is signed in.',
  manager: 'For whoever may manage billing.',
  signature: 'For the provider, which signs what it sends.',
  operator: 'For operators of the host.',
};

/** The routes as an OpenAPI 3.1 document, derived from the contract. */
export function describeRoutes({ operator }: { operator: boolean }): Record<string, unknown> {
  const keys = (Object.keys(routes) as RouteKey[]).filter((key) => operator || routes[key].access !== 'operator');
  const paths = new Map<string, Record<string, unknown>>();
  for (const key of keys) {
    const [method = '', path = ''] = key.split(' ');
    const address = path.replaceAll(/:([a-z]+)/g, '{$1}');
    paths.set(address, { ...paths.get(address), [method.toLowerCase()]: describeRoute(key) });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plimsoll billing', version: CONTRACT_VERSION },
    paths: Object.fromEntries(paths),
    components: { schemas: { Problem }, responses: { Problem: problemResponse } },
  };
}

function describeRoute(key: RouteKey): Record<string, unknown> {
  const { access, input, output, summary } = routes[key];
  const parameters = [...key.matchAll(/:([a-z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const given = schemaOf(input);
  const isGet = key.startsWith('GET');
  const body =
    isGet || access === 'signature' ? {} : { requestBody: { required: true, content: { 'application/json': { schema: given } } } };
  return {
    summary,
    description: WHO[access],
    parameters: [...parameters, ...(isGet ? queryOf(given) : [])],
    ...body,
    responses: {
      200: { description: summary, content: { [mediaTypeOf(key)]: { schema: schemaOf(output) } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function mediaTypeOf(key: RouteKey): string {
  return key === 'GET /live' ? 'text/event-stream' : 'application/json';
}

function queryOf({ properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

// What a function decides has no shape of its own in JSON Schema: ids and numbers of units are the two here.
function schemaOf(schema: v.GenericSchema): JsonSchema {
  const described = toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? describeCustom(valibotSchema) : undefined),
  });
  const { $schema: _, ...rest } = described;
  return rest;
}

function describeCustom(schema: v.GenericSchema): JsonSchema {
  const description = 'message' in schema ? String(schema.message) : '';
  return description.includes('whole number')
    ? { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description }
    : { type: 'string', minLength: 1, maxLength: 200, description };
}

const Problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { enum: Object.keys(errorTable), description: 'Stable.' },
    requestId: { type: 'string' },
  },
};

const problemResponse = {
  description: 'What went wrong, as a problem document (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
