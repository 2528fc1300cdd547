import { type RouteKey, routes } from '@plimsoll/contract/routes';
import { expect, it } from 'vitest';
import { describeRoutes } from './describe-routes.ts';

interface Described {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { summary: string; parameters: { name: string; in: string; schema: object }[] } & object>>;
}

const keys = Object.keys(routes) as RouteKey[];
const describedKeys = ({ paths }: Described) =>
  Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
const read = (operator: boolean) => describeRoutes({ operator }) as unknown as Described;
const addressOf = (key: RouteKey) => key.replaceAll(/:([a-z]+)/g, '{$1}');

it('describes every route of the contract to an operator and none of the desk to others', () => {
  expect(describedKeys(read(true)).sort()).toEqual(keys.map(addressOf).sort());
  const open = keys.filter((key) => routes[key].access !== 'operator');
  expect(describedKeys(read(false)).sort()).toEqual(open.map(addressOf).sort());
  expect(JSON.stringify(read(false))).not.toContain('/admin');
});

it('says of each input what the schema says, ids and units included', () => {
  const { paths } = read(true);
  expect(paths['/usage']?.['get']?.parameters.map(({ name }) => name)).toEqual(['meter', 'from', 'to', 'interval', 'by']);
  expect(paths['/usage']?.['get']?.parameters[0]).toMatchObject({
    in: 'query',
    required: true,
    schema: { type: 'string', maxLength: 200 },
  });
  expect(paths['/webhooks/{provider}']?.['post']?.parameters).toMatchObject([{ name: 'provider', in: 'path', required: true }]);
  expect(paths['/admin/credits/grant']?.['post']).toMatchObject({
    requestBody: {
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            required: ['customerId', 'meter', 'units', 'reason', 'key'],
            properties: { units: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  });
});

it('has a shape for every answer, and the problem document for every failure', () => {
  for (const methods of Object.values(read(true).paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation).toMatchObject({
        responses: { 200: { content: expect.anything() }, default: { $ref: '#/components/responses/Problem' } },
      });
    }
  }
});
