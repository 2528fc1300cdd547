import { type ESTree, Visitor } from 'vite';

type Pattern = ESTree.BindingPattern | ESTree.ParamPattern | ESTree.BindingRestElement | ESTree.FormalParameterRest;

/** The names that a file declares anywhere as a variable, a parameter or an import. Scopes are not told apart. */
export function boundNames(program: ESTree.Program): ReadonlySet<string> {
  const names = new Set<string>();
  const bindParams = ({ params }: { readonly params: readonly Pattern[] }): void => {
    for (const name of params.flatMap(namesIn)) names.add(name);
  };
  const bindLocal = ({ local }: { readonly local: ESTree.BindingIdentifier }): void => void names.add(local.name);
  new Visitor({
    VariableDeclarator: (node) => {
      for (const name of namesIn(node.id)) names.add(name);
    },
    FunctionDeclaration: (node) => {
      if (node.id) names.add(node.id.name);
      bindParams(node);
    },
    FunctionExpression: bindParams,
    ArrowFunctionExpression: bindParams,
    TSFunctionType: bindParams,
    TSMethodSignature: bindParams,
    ImportSpecifier: bindLocal,
    ImportDefaultSpecifier: bindLocal,
    ImportNamespaceSpecifier: bindLocal,
  }).visit(program);
  return names;
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => namesIn(property.type === 'Property' ? property.value : property));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
