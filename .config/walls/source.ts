import { posix } from 'node:path';
import { parseSync } from 'vite';
import { type Ambient, findAmbient } from './ambient-uses.ts';
import { findImports, type Import } from './imports.ts';

type Comments = ReturnType<typeof parseSync>['comments'];

/** What the walls know about one file. Paths are relative to the repository and use forward slashes. */
export interface Source {
  readonly path: string;
  readonly isTest: boolean;
  readonly imports: readonly (Import & { readonly line: number; readonly target?: string })[];
  readonly ambient: readonly (Ambient & { readonly line: number })[];
  /** Lines that are neither blank nor only comment. */
  readonly codeLines: number;
}

/** Folders whose files only tests use. They are under a test's rules, so the package's build must leave them out. */
export const TEST_GROUNDS = ['packages/server/src/lib/journeys', 'packages/react/src/lib/testing'];

/** Reads one TypeScript file. Throws, naming the path, when it cannot be parsed. */
export function readSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const withLine = <T extends { start: number }>(found: T) => ({ ...found, line: text.slice(0, found.start).split('\n').length });
  return {
    path,
    isTest: /\.(test|test-d|e2e|bench)\.tsx?$/.test(path) || TEST_GROUNDS.some((ground) => path.startsWith(`${ground}/`)),
    imports: findImports(program).map((found) => ({ ...withLine(found), ...resolveRelative(path, found.specifier) })),
    ambient: findAmbient(program).map(withLine),
    codeLines: countCodeLines(text, comments),
  };
}

function resolveRelative(path: string, specifier: string): { target?: string } {
  return specifier.startsWith('.') ? { target: posix.join(posix.dirname(path), specifier) } : {};
}

function countCodeLines(text: string, comments: Comments): number {
  let code = text;
  // Only line breaks are kept, so that a comment's lines become blank ones.
  for (const { start, end } of comments) code = code.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end);
  return code.split('\n').filter((line) => line.trim() !== '').length;
}
