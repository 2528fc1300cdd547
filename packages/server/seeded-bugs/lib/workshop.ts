import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SeededBug } from './seeded-bug.ts';

/** The root of this repository. */
export const home = join(import.meta.dirname, '../../../..');

/** A copy of the repository in which bugs are planted, so that nobody's working tree is touched. */
export interface Workshop {
  readonly directory: string;
  /** Plants a bug; gives the way to take it out again. */
  plant(bug: SeededBug): () => void;
  close(): void;
}

/** Copies what git knows, with uncommitted changes, and borrows the installed dependencies. */
export function openWorkshop(): Workshop {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-bugs-'));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: home, encoding: 'utf8' });
  for (const path of listed.split('\0').filter((path) => isFile(join(home, path)))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    cpSync(join(home, path), join(directory, path));
  }
  for (const folder of ['.', ...globSync(['packages/*', 'apps/*', 'stories'], { cwd: home })]) borrowModules(directory, folder);
  return {
    directory,
    plant(bug) {
      const file = join(directory, bug.file);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, withBug(text, bug));
      return () => writeFileSync(file, text);
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A source with a bug in it. @throws Error when the place is not there exactly once: then the bug has to be written anew */
export function withBug(text: string, { name, file, right, wrong }: SeededBug): string {
  const places = text.split(right).length - 1;
  if (places !== 1) throw new Error(`The bug "${name}" has ${places} places in ${file}, it needs one. Write it for the present source.`);
  return text.replace(right, () => wrong);
}

// What was deleted but not yet committed is listed as well.
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function borrowModules(directory: string, folder: string): void {
  const modules = join(home, folder, 'node_modules');
  if (existsSync(modules)) symlinkSync(modules, join(directory, folder, 'node_modules'));
}
