import { type ESTree, Visitor } from 'vite';

/** One import, re-export, `import()` or `import('x').Y` type of a file. */
export interface Import {
  readonly specifier: string;
  /** Erased by the compiler: `import type`, but not `import { type X }`, which still loads the module. */
  readonly typeOnly: boolean;
  /** Offset in the text. */
  readonly start: number;
}

/** Every module that a file names. A specifier that is computed at run time is not seen. */
export function findImports(program: ESTree.Program): Import[] {
  const found: Import[] = [];
  const add = (source: ESTree.Expression | null, typeOnly: boolean): void => {
    if (source?.type === 'Literal' && typeof source.value === 'string') {
      found.push({ specifier: source.value, typeOnly, start: source.start });
    }
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
  }).visit(program);
  return found;
}
