/** A fault that somebody once shipped, as a small change of our source. */
export interface SeededBug {
  readonly name: string;
  /** What would happen to a host, in a sentence. */
  readonly harm: string;
  /** Where it happened to others, when it did: `owner/repository#number`. */
  readonly seenIn?: string;
  /** Path in the repository. */
  readonly file: string;
  /** The text that is there, exactly once. */
  readonly right: string;
  /** The text with the bug. */
  readonly wrong: string;
  /** The tests of which at least one must fail, as paths or parts of paths. */
  readonly suites: readonly string[];
}
