import type { Ambient } from './ambient-uses.ts';
import type { Finding, Rule } from './rule.ts';
import type { Source } from './source.ts';

const RUNTIME = 'packages/server/src/lib/runtime/';
const NODE_GROUND = [
  RUNTIME,
  ...['sqlite', 'postgres', 'redis'].map((store) => `packages/server/src/lib/store/${store}/`),
  'packages/server/src/lib/spill/file/',
  'packages/server/src/lib/express/',
];

const WHY: Readonly<Record<Ambient['what'], string>> = {
  process: 'options come from the host; code that reads the environment cannot be configured twice in one process, nor run in a tab',
  console: 'the host chooses the logger, and ours is the only place where secrets are kept out of a line',
  fetch: 'every call out needs a deadline, a breaker and a stand-in for tests; take it from the caller',
  clock: 'there are three clocks and each has one owner; take `now` from the store or the runtime, so that a test can move it',
  random: 'a simulation replays from its seed only when every draw goes through the runtime',
};

/** The server's core asks for nothing from the process; `lib/runtime` does, each thing in exactly one file of it. */
export const ambientRules: Rule = (sources) => [
  ...sources
    .filter(isPureGround)
    .flatMap(({ path, ambient }) =>
      ambient.map(({ what, line }) => ({ path, line, rule: `no-ambient-${what}`, message: `uses the ambient ${what}: ${WHY[what]}.` })),
    ),
  ...sources.filter(isNodeFree).flatMap(nodeImports),
  ...secondOwners(sources.filter(({ path, isTest }) => path.startsWith(RUNTIME) && !isTest)),
];

function isPureGround({ path, isTest }: Source): boolean {
  if (isTest) return false;
  return path.startsWith('packages/contract/src/') || (path.startsWith('packages/server/src/lib/') && !path.startsWith(RUNTIME));
}

function isNodeFree({ path, isTest }: Source): boolean {
  if (isTest || NODE_GROUND.some((ground) => path.startsWith(ground))) return false;
  return path.startsWith('packages/contract/src/') || path.startsWith('packages/server/src/lib/');
}

function nodeImports({ path, imports }: Source): Finding[] {
  return imports
    .filter(({ specifier }) => specifier.startsWith('node:'))
    .map(({ specifier, line }) => ({
      path,
      line,
      rule: 'no-node-import',
      message: `imports "${specifier}": the same core runs in a browser tab for stories and mocks; Node lives in lib/runtime, lib/express, lib/spill/file and the stores on disk or network.`,
    }));
}

function secondOwners(sources: readonly Source[]): Finding[] {
  const owners = new Map<Ambient['what'], string>();
  const findings: Finding[] = [];
  for (const { path, ambient } of sources) {
    for (const { what, line } of ambient) {
      const owner = owners.get(what) ?? path;
      owners.set(what, owner);
      if (owner !== path)
        findings.push({ path, line, rule: 'one-owner', message: `uses the ambient ${what}, which ${owner} owns: ${WHY[what]}.` });
    }
  }
  return findings;
}
