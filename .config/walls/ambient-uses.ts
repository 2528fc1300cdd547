import { type ESTree, Visitor } from 'vite';
import { boundNames } from './bound-names.ts';

/** A use of something that belongs to the process and not to the caller. */
export interface Ambient {
  readonly what: 'process' | 'console' | 'fetch' | 'clock' | 'random';
  /** Offset in the text. */
  readonly start: number;
}

type Keyed = { readonly key: ESTree.Node; readonly computed: boolean; readonly shorthand?: boolean };

const GLOBALS = ['process', 'console', 'fetch'] as const;
const GLOBAL_OBJECTS = ['globalThis', 'global', 'window', 'self'];
const MEMBERS: Readonly<Record<string, Ambient['what']>> = { 'Date.now': 'clock', 'performance.now': 'clock', 'Math.random': 'random' };

/**
 * Every use of `process`, `console`, the global `fetch`, the clock and `Math.random`. A file that binds one of these
 * names itself (`({ fetch }) => fetch(url)`) is taken to use its own; there only `globalThis.fetch` is seen.
 */
export function findAmbient(program: ESTree.Program): Ambient[] {
  const found: Ambient[] = [];
  const keys = new Set<number>();
  const bound = boundNames(program);
  const skipKey = ({ key, computed, shorthand }: Keyed): void => {
    if (!computed && !shorthand) keys.add(key.start);
  };
  const add = (what: Ambient['what'] | undefined, start: number): void => {
    if (what) found.push({ what, start });
  };
  new Visitor({
    Property: skipKey,
    PropertyDefinition: skipKey,
    MethodDefinition: skipKey,
    TSPropertySignature: skipKey,
    TSMethodSignature: skipKey,
    // `typeof fetch` as a type asks nothing of the process.
    TSTypeQuery: (node) => void keys.add(node.exprName.start),
    ImportSpecifier: (node) => void keys.add(node.imported.start),
    MemberExpression: (node) => {
      if (!node.computed) keys.add(node.property.start);
      add(memberUse(node), node.start);
    },
    NewExpression: (node) => add(isDate(node.callee) && node.arguments.length === 0 ? 'clock' : undefined, node.start),
    CallExpression: (node) => add(isDate(node.callee) ? 'clock' : undefined, node.start),
    Identifier: ({ name, start }) => {
      if (!keys.has(start) && !bound.has(name)) add(asGlobal(name), start);
    },
  }).visit(program);
  return found;
}

function memberUse({ object, property, computed }: ESTree.MemberExpression): Ambient['what'] | undefined {
  if (computed || object.type !== 'Identifier' || property.type !== 'Identifier') return undefined;
  return GLOBAL_OBJECTS.includes(object.name) ? asGlobal(property.name) : MEMBERS[`${object.name}.${property.name}`];
}

function asGlobal(name: string): Ambient['what'] | undefined {
  return GLOBALS.find((global) => global === name);
}

function isDate(callee: ESTree.Node): boolean {
  return callee.type === 'Identifier' && callee.name === 'Date';
}
