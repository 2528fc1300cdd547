import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ambientRules } from './walls/ambient-rules.ts';
import { ceilingRules } from './walls/ceiling-rules.ts';
import { cycleRule } from './walls/cycle-rule.ts';
import { importRules } from './walls/import-rules.ts';
import { type Finding, formatFinding } from './walls/rule.ts';
import { readSource, type Source } from './walls/source.ts';

const GROUNDS = [
  'packages/*/src/**/*.{ts,tsx}',
  'apps/**/*.{ts,tsx}',
  'stories/**/*.{ts,tsx}',
  '.storybook/**/*.{ts,tsx}',
  '.config/**/*.ts',
];

/** Every rule of the house that neither the compiler nor Biome holds. No finding means all is well. */
export function checkSources(sources: readonly Source[]): Finding[] {
  return [importRules, ambientRules, cycleRule, ceilingRules].flatMap((rule) => rule(sources));
}

/** Reads all sources of the repository at `root`, without builds, declarations and dependencies. */
export function readSources(root: string): Source[] {
  const paths = GROUNDS.flatMap((ground) => globSync(ground, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts') && !/(^|\/)(node_modules|dist)\//.test(path));
  return paths.sort().map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

if (import.meta.main) {
  const sources = readSources(join(import.meta.dirname, '..'));
  const findings = checkSources(sources);
  for (const finding of findings) console.log(formatFinding(finding));
  console.log(`walls: ${sources.length} files, ${findings.length} findings`);
  if (findings.length > 0) process.exitCode = 1;
}
