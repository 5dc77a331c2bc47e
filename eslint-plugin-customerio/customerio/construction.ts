import type { TSESTree } from '@typescript-eslint/utils';
import { isSdkModule } from '../../src/vendors/customerio/sdk-release.ts';
import { evaluate } from '../../eslint-plugin/evaluator/evaluate.ts';
import { moduleOf } from '../../eslint-plugin/program/module.ts';
import { alternativesOf, type ObjectValue, type Value } from '../../eslint-plugin/values/value.ts';
import { clientClass } from '../../src/vendors/customerio/sdk-classes.ts';

/** Where a client of the SDK is made: by `new`, or by `super` in a class that extends one. */
export type ConstructionNode = TSESTree.NewExpression | TSESTree.CallExpression;

/** A client of the SDK that is made somewhere. */
export interface Construction {
  node: ConstructionNode;
  /** Such as `TrackClient`. */
  client: string;
  /** The module exports the class by default, as releases before 3 did. */
  isDefaultExport: boolean;
  /** What says which workspace it is for. */
  credentials: readonly TSESTree.Node[];
  /** The options as they are written; undefined where there are none. */
  options: TSESTree.Node | undefined;
}

/** How many of the first arguments are credentials; the next one are the options. Source: customerio-node 5.2.0; read 2026-11-22. */
const CREDENTIALS: Readonly<Record<string, number>> = { TrackClient: 2, APIClient: 1, PipelinesClient: 1 };

/** The client of the SDK that an expression makes, if it surely makes one and its arguments can be distinguished. */
export function constructionAt(node: ConstructionNode): Construction | undefined {
  const frame = moduleOf(node)?.frame;
  const [made, ...more] = frame && isConstruction(node) ? alternativesOf(evaluate(classNode(node), frame)) : [];
  if (made?.kind !== 'external' || made.module === undefined || more.length > 0) return undefined;
  const client = isSdkModule(made.module) ? clientClass(made.module, made.path) : undefined;
  if (client === undefined) return undefined;
  const count = CREDENTIALS[client] ?? 0;
  const [...given] = node.arguments.slice(0, count + 1);
  if (given.some(({ type }) => type === 'SpreadElement')) return undefined;
  return {
    node,
    client,
    isDefaultExport: made.path.length === 0,
    credentials: given.slice(0, count),
    options: given[count],
  };
}

function isConstruction(node: ConstructionNode): boolean {
  return node.type === 'NewExpression' || node.callee.type === 'Super';
}

/** For `super(…)` the class that is extended. */
function classNode(node: ConstructionNode): TSESTree.Node {
  if (node.type === 'NewExpression') return node.callee;
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if ((at.type === 'ClassDeclaration' || at.type === 'ClassExpression') && at.superClass) return at.superClass;
  }
  return node.callee;
}

/**
 * All that the options of a construction can be, without alternatives that are nothing; none where they are left out. Undefined where
 * they are not known.
 */
export function optionsOf({ options }: Construction): ObjectValue[] | undefined {
  if (!options) return [];
  const frame = moduleOf(options)?.frame;
  const values: readonly Value[] = frame ? alternativesOf(evaluate(options, frame)) : [];
  const known = values.filter(value => value.kind !== 'nullish');
  const objects = known.filter(value => value.kind === 'object');
  return objects.length === known.length && values.length > 0 ? objects : undefined;
}

/** Whether an option is given in none of the objects, and cannot be there without being seen. */
export function lacksOption(objects: readonly ObjectValue[], name: string): boolean {
  return objects.every(({ properties, open }) => {
    const value = properties.get(name)?.();
    return value ? value.kind === 'nullish' : !open;
  });
}
