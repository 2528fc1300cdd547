// As a browser reads it: blanks and control characters in front of a scheme or inside it do not hide it.
const OPENS = /^(https?|mailto|tel):$/;

/** The address of the people who sell a tier. Undefined where there is none, and where a browser would run it (`javascript:`) instead of opening it. */
export function readContactUrl(address: string | undefined): string | undefined {
  const protocol = address === undefined ? undefined : URL.parse(address, 'https://page.invalid')?.protocol;
  return OPENS.test(protocol ?? '') ? address : undefined;
}
