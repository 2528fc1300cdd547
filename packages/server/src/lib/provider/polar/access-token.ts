/** Whether a text can travel in an `Authorization` header. Anything else makes `fetch` throw an error that shows the whole token. */
export function isAccessToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,4096}$/.test(value);
}
