const RULE_NAME = /^[a-z_]{1,60}$/;
// Such a text shows a value: what was sent, or what might have been.
const QUOTING = /[`"“”«»]|(?:^|\W)'/;

/**
 * Why Polar did not take a field. Its sentence is shown only when nothing of what was sent is in it: validators like to quote, and what
 * we send holds e-mail addresses and links that are credentials. Else the name of the rule has to do.
 */
export function readReason(issue: Record<string, unknown>): string {
  const { msg, type, input } = issue;
  // Without what was sent nobody can tell what is quoted.
  if (typeof msg === 'string' && input !== undefined && !QUOTING.test(msg) && !sharesWord(msg, input)) return msg;
  return typeof type === 'string' && RULE_NAME.test(type) ? type : 'not accepted';
}

function sharesWord(text: string, input: unknown): boolean {
  const sent = new Set(wordsOf(JSON.stringify(input)));
  return wordsOf(text).some((word) => sent.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
