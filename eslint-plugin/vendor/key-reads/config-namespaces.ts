import type { TSESTree } from '@typescript-eslint/utils';
import { type ParsedFile, registerModule, variableOf } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { linkParents } from '../../program/program-modules.ts';
import { visit } from '../../program/visit.ts';
import { constantOf } from '../browsers/given-keys.ts';
import { importsFrom, moduleOfImport } from '../imported-from.ts';
import { givenWhole } from './given-whole.ts';
import type { KeyNames } from './key-reads.ts';

/** A namespace of NestJS's configuration that has keys. */
export interface ConfigNamespace {
  name: string;
  keys: KeyPaths;
}

/** The names of the properties that lead to each key; none where a value is the key itself. */
type KeyPaths = readonly (readonly string[])[];

const CONFIG = /^@nestjs\/config$/;
const DEEPEST = 5;

/**
 * Finds the namespaces with a key that a module registers: `registerAs('crm', () => ({ token: process.env.KEY }))`.
 *
 * Source: the documentation of NestJS on configuration namespaces; read 2026-11-23.
 */
export function configNamespaces(file: ParsedFile, names: KeyNames): ConfigNamespace[] {
  linkParents(file.ast, file.visitorKeys);
  const found: ConfigNamespace[] = [];
  visit(registerModule(file).ast, node => {
    const namespace = node.type === 'CallExpression' ? namespaceOf(node, names) : undefined;
    if (namespace) found.push(namespace);
  });
  return found;
}

function namespaceOf(call: TSESTree.CallExpression, names: KeyNames): ConfigNamespace | undefined {
  const [name, factory] = call.arguments;
  if (name?.type !== 'Literal' || typeof name.value !== 'string' || !factory || !isRegistration(call.callee))
    return undefined;
  const keys: string[][] = [];
  visit(factory, node => {
    const variable = node.type === 'MemberExpression' && spelledNames(node.object).at(-1) === 'env' && staticName(node);
    if (typeof variable === 'string' && names.mayBeKey(variable)) keys.push(pathTo(node, factory));
  });
  return keys.length > 0 ? { name: name.value, keys } : undefined;
}

function isRegistration(callee: TSESTree.Node): boolean {
  return callee.type === 'Identifier' && callee.name === 'registerAs' && CONFIG.test(moduleOfImport(callee) ?? '');
}

function pathTo(key: TSESTree.Node, factory: TSESTree.Node): string[] {
  const path: string[] = [];
  for (let at: TSESTree.Node | undefined = key; at && at !== factory; at = at.parent)
    if (at.type === 'Property') path.unshift(staticName(at) ?? '');
  return path;
}

/** What a module may reach of the namespaces of a project. */
interface Reached {
  namespaces: readonly ConfigNamespace[];
  /** Those that another module registers; undefined where it registers none. */
  registeredIn(specifier: string): readonly ConfigNamespace[] | undefined;
}

/** Finds where a module gives a namespace with a key, an object in it with one, or the key to a browser or an app. */
export function givenNamespaces(file: ParsedFile, reached: Reached): TSESTree.Node[] {
  const isReading = importsFrom(file.ast, CONFIG);
  return givenWhole(file, node => keysIn(node, { ...reached, isReading }).length > 0);
}

/** The keys below a value. */
function keysIn(value: TSESTree.Node, reached: Reached & { isReading: boolean }, depth = 0): KeyPaths {
  const node = unwrap(value);
  if (depth > DEEPEST) return [];
  const inner = (at: TSESTree.Node): KeyPaths => keysIn(at, reached, depth + 1);
  switch (node.type) {
    case 'CallExpression':
      return keysOfCall(node, reached);
    case 'MemberExpression':
      return node.object.type === 'ThisExpression'
        ? keysOfField(node, reached)
        : below(inner(node.object), staticName(node));
    case 'Identifier': {
      const [definition] = variableOf(node)?.defs ?? [];
      if (definition?.type !== 'Variable' || !definition.node.init) return [];
      if (definition.node.id.type === 'Identifier') return inner(definition.node.init);
      const { parent } = definition.name;
      return parent.type === 'Property' ? below(inner(definition.node.init), staticName(parent)) : [];
    }
    default:
      return [];
  }
}

/** `config.get('crm')`, `config.getOrThrow('crm.token')`, `crm()`. */
function keysOfCall(
  { callee, arguments: [name] }: TSESTree.CallExpression,
  { namespaces, registeredIn, isReading }: Reached & { isReading: boolean },
): KeyPaths {
  if (callee.type === 'Identifier')
    return keysOf(registeredHere(callee, namespaces) ?? registeredIn(moduleOfImport(callee) ?? ''));
  if (!isReading || callee.type !== 'MemberExpression' || !/^get(?:OrThrow)?$/.test(staticName(callee) ?? ''))
    return [];
  if (name?.type !== 'Literal' || typeof name.value !== 'string') return [];
  const [namespace, ...path] = name.value.split('.');
  const keys = keysOf(namespaces.filter(each => each.name === namespace));
  return path.reduce<KeyPaths>((left, property) => below(left, property), keys);
}

/** The namespace that a constant of the module is. */
function registeredHere(
  name: TSESTree.Identifier,
  namespaces: readonly ConfigNamespace[],
): readonly ConfigNamespace[] | undefined {
  const made = constantOf(name);
  if (made?.type !== 'CallExpression' || !isRegistration(made.callee)) return undefined;
  const [registered] = made.arguments;
  return registered?.type === 'Literal' ? namespaces.filter(each => each.name === registered.value) : undefined;
}

/** `this.crm`, which the class has injected: `@Inject(crm.KEY) private crm`. */
function keysOfField(member: TSESTree.MemberExpression, { registeredIn }: Reached): KeyPaths {
  const name = staticName(member);
  let around: TSESTree.Node | undefined = member;
  while (around && around.type !== 'ClassBody') around = around.parent;
  for (const element of around?.body ?? []) {
    if (element.type === 'PropertyDefinition' && staticName(element) === name)
      return keysOf(element.decorators.flatMap(decorator => registeredIn(injected(decorator)) ?? []));
    if (element.type !== 'MethodDefinition' || element.kind !== 'constructor') continue;
    for (const parameter of element.value.params)
      if (parameter.type === 'TSParameterProperty' && nameOfParameter(parameter.parameter) === name)
        return keysOf(parameter.decorators.flatMap(decorator => registeredIn(injected(decorator)) ?? []));
  }
  return [];
}

function nameOfParameter(parameter: TSESTree.Identifier | TSESTree.AssignmentPattern): string | undefined {
  const name = parameter.type === 'Identifier' ? parameter : parameter.left;
  return name.type === 'Identifier' ? name.name : undefined;
}

/** The module that registers what is injected: that of `crm` in `@Inject(crm.KEY)`. */
function injected({ expression }: TSESTree.Decorator): string {
  const [token] = expression.type === 'CallExpression' ? expression.arguments : [];
  if (token?.type !== 'MemberExpression' || staticName(token) !== 'KEY' || token.object.type !== 'Identifier')
    return '';
  return moduleOfImport(token.object) ?? '';
}

function keysOf(namespaces: readonly ConfigNamespace[] = []): KeyPaths {
  return namespaces.flatMap(({ keys }) => keys);
}

function below(keys: KeyPaths, property: string | undefined): KeyPaths {
  return keys.flatMap(([first, ...others]) => (first !== undefined && first === property ? [others] : []));
}
