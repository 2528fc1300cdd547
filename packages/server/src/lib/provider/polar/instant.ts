import * as v from 'valibot';

// With an offset: a time without one would be read in the host's zone.
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const Text = v.pipe(
  v.string(),
  v.regex(RFC_3339),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

/** An instant, as ISO 8601 in UTC with milliseconds. */
export const Instant = v.pipe(
  Text,
  v.transform((text) => new Date(text).toISOString()),
);

/**
 * An instant that tells which of two statements is newer. Polar counts in microseconds and leaves out a fraction of zero; kept in
 * full and always with six digits, two of them compare correctly both as text and as dates.
 */
export const Version = v.pipe(Text, v.transform(toMicroseconds));

function toMicroseconds(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const upToSeconds = new Date(text.replace(/\.\d+/, '')).toISOString().slice(0, -'.000Z'.length);
  return `${upToSeconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
}
