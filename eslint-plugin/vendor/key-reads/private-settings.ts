import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { moduleOfImport } from '../imported-from.ts';

/** A place for settings that stays on the server, as the documentation of a framework says. */
interface PrivateSettings {
  /** The function or the class that takes them, by its last name. */
  taker: RegExp;
  /** The package that it is imported from; frameworks that import their own functions by themselves need none. */
  module: RegExp;
  isGlobal?: boolean;
  /** Decides by the names of the properties around a value, from the outermost inwards. */
  isPrivate(names: readonly string[]): boolean;
}

/** Sources: the documentation of Nuxt, NestJS, Apollo Server, GraphQL Yoga, Medusa, awilix and tsyringe; read 2026-11-23. */
const PRIVATE_SETTINGS: readonly PrivateSettings[] = [
  {
    taker: /^defineNuxtConfig$/,
    module: /^nuxt\/config$/,
    isGlobal: true,
    // Nuxt itself keeps what the browser gets, too, in `app`.
    isPrivate: ([first, second]) =>
      first === 'runtimeConfig' && second !== undefined && second !== 'public' && second !== 'app',
  },
  { taker: /^registerAs$/, module: /^@nestjs\/config$/, isPrivate: () => true },
  {
    taker: /^(?:startStandaloneServer|expressMiddleware|startServerAndCreate\w+Handler|ApolloServer|createYoga)$/,
    module: /^(?:@apollo\/server(?:\/|$)|apollo-server(?:-|$)|@as-integrations\/|graphql-yoga$)/,
    isPrivate: ([first]) => first === 'context',
  },
  {
    taker: /^defineConfig$/,
    module: /^@medusajs\//,
    isPrivate: ([first, ...others]) => /^(?:modules|plugins)$/.test(first ?? '') && others.includes('options'),
  },
  { taker: /^asValue$/, module: /^awilix$/, isPrivate: ([first]) => first === undefined },
  { taker: /^register$/, module: /^tsyringe$/, isPrivate: ([first]) => first === 'useValue' },
];

/** Whether a value is put into settings that only the server has: `defineNuxtConfig({ runtimeConfig: { key } })`. */
export function isInPrivateSettings(value: TSESTree.Node): boolean {
  const names: string[] = [];
  let at = value;
  for (;;) {
    const { parent } = at;
    if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression')
      return parent.callee !== at && PRIVATE_SETTINGS.some(settings => isTakenBy(settings, parent, names));
    const around = aroundOf(at);
    if (!around) return false;
    if (around.type === 'Property') {
      const name = staticName(around);
      // Of a name that is not known, nobody knows whether it is published.
      if (name === undefined || around.value !== at) return false;
      names.unshift(name);
    }
    at = around;
  }
}

/** What has a value as it is: an object, a list, or a function that returns it. */
function aroundOf(node: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'Property':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return parent;
    case 'ArrowFunctionExpression':
      return parent.body === node ? parent : undefined;
    case 'ReturnStatement':
      return enclosingFunction(parent);
    default:
      return undefined;
  }
}

function isTakenBy(
  { taker, module, isGlobal = false, isPrivate }: PrivateSettings,
  { callee }: TSESTree.CallExpression | TSESTree.NewExpression,
  names: readonly string[],
): boolean {
  if (!taker.test(spelledNames(callee).at(-1) ?? '') || !isPrivate(names)) return false;
  let root = unwrap(callee);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  if (root.type !== 'Identifier') return false;
  const imported = moduleOfImport(root);
  return imported === undefined ? isGlobal && variableOf(root) === undefined : module.test(imported);
}
