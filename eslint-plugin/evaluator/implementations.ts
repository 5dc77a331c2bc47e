import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, moduleOf } from '../program/module.ts';
import { isTestFile } from '../program/test-file.ts';
import { visit } from '../program/visit.ts';
import type { ClassNode, ClassValue } from '../values/value.ts';
import { typeNamed } from './types.ts';

type Interface = TSESTree.TSInterfaceDeclaration;

/**
 * The class that an object of an interface is of: the only one, of those in files that can be seen, that implements it. A double
 * in a test does not count.
 *
 * @returns undefined where none or several implement it
 */
export function onlyImplementation(declared: Interface): ClassValue | undefined {
  const own = moduleOf(declared);
  if (!own) return undefined;
  const others = own.implementing(declared.id.name).filter(({ path }) => !isTestFile(path) || isTestFile(own.path));
  const found = [own, ...others].flatMap(module => implementationsIn(module, declared));
  return found.length === 1 ? found[0] : undefined;
}

function implementationsIn(module: Module, declared: Interface): ClassValue[] {
  const classes = classesByInterface(module).get(declared.id.name) ?? [];
  return classes.flatMap(({ node, name }): ClassValue[] => {
    const type = typeNamed(name, module.frame);
    return type.kind === 'type' && isSame(type.node, declared) ? [{ kind: 'class', node, frame: module.frame }] : [];
  });
}

/** A file may be parsed twice. */
function isSame(one: TSESTree.Node, other: TSESTree.Node): boolean {
  return one.range[0] === other.range[0] && moduleOf(one)?.fileName === moduleOf(other)?.fileName;
}

interface Implementing {
  node: ClassNode;
  name: TSESTree.Identifier;
}

const known = new WeakMap<Module, Map<string, Implementing[]>>();

function classesByInterface(module: Module): ReadonlyMap<string, Implementing[]> {
  const before = known.get(module);
  if (before) return before;
  const classes = new Map<string, Implementing[]>();
  visit(module.ast, node => {
    if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
    for (const { expression } of node.implements) {
      if (expression.type !== 'Identifier') continue;
      const others = classes.get(expression.name) ?? [];
      classes.set(expression.name, [...others, { node, name: expression }]);
    }
  });
  known.set(module, classes);
  return classes;
}
