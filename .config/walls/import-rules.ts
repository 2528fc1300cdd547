import type { Finding, Rule } from './rule.ts';
import type { Source } from './source.ts';

type Import = Source['imports'][number];

interface ImportRule {
  readonly rule: string;
  readonly why: string;
  breaks(source: Source, imported: Import): boolean;
}

// Who may import whom, by package. Tests may go further than what is shipped, because only they may know both sides.
const MAY_IMPORT: Readonly<Record<string, { readonly code: readonly string[]; readonly tests?: readonly string[] }>> = {
  'packages/contract': { code: [], tests: ['contract'] },
  'packages/server': { code: ['contract'], tests: ['contract', 'server', 'polar-emulator'] },
  'packages/react': { code: ['contract'], tests: ['contract', 'react'] },
  'packages/polar-emulator': { code: [], tests: ['polar-emulator'] },
  'packages/mocks': { code: ['contract', 'server', 'polar-emulator'], tests: ['contract', 'server', 'polar-emulator', 'mocks'] },
  stories: { code: ['contract', 'react', 'mocks'] },
  'apps/express': { code: ['contract', 'server', 'react', 'polar-emulator'] },
};

const WHY: Readonly<Record<string, string>> = {
  'packages/contract': 'contract is what both halves agree on, so it can know neither of them',
  'packages/server': 'the server must install and run without React, and without the tools that fake a provider',
  'packages/react': "server code in the client's bundle costs every visitor and can leak secrets; the wire is the only link",
  'packages/polar-emulator': 'the emulator stands for Polar, for anyone; knowing our code it would prove our mistakes right',
  'packages/mocks': 'mocks serve any user interface, so they cannot lean on one',
  stories: 'stories show what a user of the kit can do, through the doors that a user has',
  'apps/express': 'the sample app is the code that a user would write, with what a user can install',
};

const rules: readonly ImportRule[] = [
  {
    rule: 'package-direction',
    why: '',
    breaks: (source, { specifier }) => {
      const name = /^@plimsoll\/([^/]+)/.exec(specifier)?.[1];
      const may = MAY_IMPORT[homeOf(source.path) ?? ''];
      return Boolean(name && may && !(source.isTest ? (may.tests ?? may.code) : may.code).includes(name));
    },
  },
  {
    rule: 'no-reaching-in',
    why: "only a package's exports are a promise; what lies in src/lib can change any day",
    breaks: ({ path }, { specifier, target }) => {
      if (/^@plimsoll\/[^/]+\/(src|dist|lib)(\/|$)/.test(specifier)) return true;
      const other = target && homeOf(target);
      return Boolean(other?.startsWith('packages/') && other !== homeOf(path));
    },
  },
  {
    rule: 'core-not-adapter',
    why: 'the core decides for every provider, store and framework, so it may know the ports (lib/provider.ts, lib/store.ts) and never who is behind them',
    breaks: (source, { target }) => isCore(source) && adapterOf(target) !== undefined,
  },
  {
    rule: 'adapter-not-adapter',
    why: 'an adapter that needs another cannot be used, tested or dropped alone; share through the port',
    breaks: (source, { target }) => {
      const [own, other] = [adapterOf(source.path), adapterOf(target)];
      return !source.isTest && own !== undefined && other !== undefined && own !== other;
    },
  },
  {
    rule: 'view-without-data',
    why: 'a view takes data and callbacks as props, so that anyone can use it with data of their own and it can be shown in every state',
    breaks: ({ path }, { specifier, target }) =>
      path.endsWith('-view.tsx') &&
      (specifier.startsWith('@tanstack/') || /^packages\/react\/src\/lib\/(hooks|provider|client)(\/|\.ts)/.test(target ?? '')),
  },
  {
    rule: 'express-types-only',
    why: 'the host brings its own Express, 4 or 5; ours would be a second copy, or a missing one',
    breaks: ({ path, isTest }, { specifier, typeOnly }) =>
      path.startsWith('packages/server/src/') && !isTest && !typeOnly && /^(express|express4|express-serve-static-core)$/.test(specifier),
  },
];

/** The walls between packages, and inside the server between core and adapters. */
export const importRules: Rule = (sources) => sources.flatMap((source) => source.imports.flatMap((imported) => check(source, imported)));

function check(source: Source, imported: Import): Finding[] {
  return rules
    .filter((rule) => rule.breaks(source, imported))
    .map(({ rule, why }) => ({
      path: source.path,
      line: imported.line,
      rule,
      message: `must not import "${imported.specifier}": ${why || (WHY[homeOf(source.path) ?? ''] ?? '')}.`,
    }));
}

function homeOf(path: string): string | undefined {
  return /^(packages\/[^/]+|apps\/[^/]+|stories)(?=\/|$)/.exec(path)?.[1];
}

/** `provider/polar`, `store/sqlite`, `express`: the folder that an adapter owns. Files beside the folders are shared ground. */
function adapterOf(path: string | undefined): string | undefined {
  return /^packages\/server\/src\/lib\/((?:provider|store)\/[^/]+|express|fetch)\//.exec(path ?? '')?.[1];
}

function isCore({ path, isTest }: Source): boolean {
  return /^packages\/server\/src\/lib\/(?!testing\/)/.test(path) && adapterOf(path) === undefined && !isTest;
}
