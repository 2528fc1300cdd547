import { errorTable } from '@plimsoll/contract';

/** Whether a body is a problem document with a code of ours. */
export function isProblem(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('detail' in body)) return false;
  return Object.hasOwn(errorTable, String(body.code));
}
