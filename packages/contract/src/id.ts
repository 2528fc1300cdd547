import * as v from 'valibot';

const MAX_ID_LENGTH = 200;
// Slashes and dot segments change the path once a client puts the id in a URL; control characters forge log lines.
const FORBIDDEN = /[/\\\p{Cc}\p{Cs}]/u;
// Nearly every id is of these: one look instead of three.
const PLAIN = /^[!-.0-[\]-~]+$/;

/** Whether a text can be an id here: 1 to 200 characters, no slash, no control character, not `.` or `..`. */
export function isId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_ID_LENGTH) return false;
  return value !== '.' && value !== '..' && (PLAIN.test(value) || (value.trim() === value && !FORBIDDEN.test(value)));
}

/** Schema of any id that comes from outside. */
export const Id = v.custom<string>(
  isId,
  'must be 1 to 200 characters without slashes, control characters or surrounding spaces, and not "." or ".."',
);
