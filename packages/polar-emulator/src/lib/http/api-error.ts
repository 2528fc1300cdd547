export interface Issue {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
}

/** A refusal with the status and body that Polar would answer with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: { error: string; detail: unknown } | { detail: string }) {
    super(typeof body.detail === 'string' ? body.detail : JSON.stringify(body.detail));
    this.status = status;
    this.body = body;
  }
}

/** 422 of the schema: a field is missing or has the wrong form. */
export function malformed(issues: readonly Issue[]): ApiError {
  return new ApiError(422, { error: 'RequestValidationError', detail: issues });
}

/** 422 of the domain: the form is right, the content is not. */
export function invalid(loc: (string | number)[], msg: string, input: unknown): ApiError {
  return unacceptable({ type: 'value_error', loc, msg, input });
}

/** The same for a fault that has a type of its own. */
export function unacceptable(issue: Issue): ApiError {
  return new ApiError(422, { error: 'PolarRequestValidationError', detail: [issue] });
}

export function notFound(): ApiError {
  return new ApiError(404, { error: 'ResourceNotFound', detail: 'Not found' });
}

/** 404 of the router: no such route, or no such API version. It has no `error` key, unlike a missing record. */
export function noSuchRoute(): ApiError {
  return new ApiError(404, { detail: 'Not Found' });
}

export function unauthorized(): ApiError {
  return new ApiError(401, { error: 'Unauthorized', detail: 'Unauthorized' });
}

/** Any other refusal that Polar names. */
export function refused(status: number, error: string, detail: string): ApiError {
  return new ApiError(status, { error, detail });
}
