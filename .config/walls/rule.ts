import type { Source } from './source.ts';

/** Something a file does against a rule of the house. */
export interface Finding {
  readonly path: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
  readonly rule: string;
  /** What is wrong and why it matters, in one sentence each. */
  readonly message: string;
}

/** A rule over all sources at once, so that cycles and "one owner" fit the same shape as a look at one line. */
export type Rule = (sources: readonly Source[]) => Finding[];

/** `path:line  rule: message` */
export function formatFinding({ path, line, rule, message }: Finding): string {
  return `${path}${line === undefined ? '' : `:${line}`}  ${rule}: ${message}`;
}
