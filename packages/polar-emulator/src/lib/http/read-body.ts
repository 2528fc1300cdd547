import { malformed } from './api-error.ts';

/** Reads a JSON object or a form. Throws the 422 that Polar gives for anything else. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {};
  const text = await request.text();
  if (text === '') return {};
  if (request.headers.get('content-type')?.includes('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return parseObject(text);
}

function parseObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw malformed([{ type: 'model_attributes_type', loc: ['body'], msg: 'Input should be a valid dictionary or object', input: value }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed([{ type: 'json_invalid', loc: ['body'], msg: 'JSON decode error', input: {} }]);
  }
}
