import type { Finding, Rule } from './rule.ts';
import type { Source } from './source.ts';

const MAX_CODE_LINES = 250;
const BANNED = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'manager', 'base']);
const BANNED_LAST_WORD = new Set(['utils', 'util', 'helpers', 'helper', 'manager']);

/** The length of a file and what it may be called. The ceilings of functions and parameters are held by Biome. */
export const ceilingRules: Rule = (sources) => sources.flatMap((source) => [...checkLength(source), ...checkName(source)]);

function checkLength({ path, codeLines }: Source): Finding[] {
  if (codeLines <= MAX_CODE_LINES) return [];
  const message = `has ${codeLines} lines of code, ${MAX_CODE_LINES} at most: a reader holds one idea, so split it by what its parts are for.`;
  return [{ path, rule: 'file-length', message }];
}

function checkName({ path }: Source): Finding[] {
  const parts = path.split('/').map((part) => part.replace(/\..*$/, ''));
  const banned = parts.find((part) => BANNED.has(part) || BANNED_LAST_WORD.has(part.split('-').at(-1) ?? ''));
  if (banned === undefined) return [];
  return [{ path, rule: 'file-name', message: `"${banned}" says nothing about what is inside; name it after its one main export.` }];
}
