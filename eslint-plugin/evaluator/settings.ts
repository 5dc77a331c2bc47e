import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, staticName, unwrap } from '../program/node.ts';
import type { Frame } from '../values/frame.ts';
import { constantString, type ExternalCallValue, join, unknown, type Value } from '../values/value.ts';
import { valueOfReturn } from './calls.ts';
import { evaluate } from './evaluate.ts';

/** What reads a setting by its name: `config.get`, `getOrElse`, `env`, `getEnv`, `readSetting`. */
const READER = /^get(?:Or\w+|String|Value)?$|(?:env|config|setting|variable|option)s?$/i;
/** What ends a chain of env-var, which has the default inside. */
const CONVERSION = /^as[A-Z]\w*$/;
const ADDRESS = /^https?:\/\//;

/**
 * What code from outside gives for a setting that has an address as its default: that, or anything.
 * Undefined for every other call: a text of another kind may mean something else there.
 *
 * Sources: the documentation of @nestjs/config, Strapi, lodash and env-var; read 2026-11-23.
 */
export function settingWithDefault(call: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const found = defaultsIn(call).flatMap(given => {
    const value = evaluate(given, frame);
    return ADDRESS.test(constantString(value) ?? '') ? [value] : [];
  });
  const [first] = found;
  return first && join([unknown(spelledNames(unwrap(call.callee)).at(-1) ?? ''), first]);
}

/** What may be a default: what follows the name of a setting, or is given to `default` before a conversion. */
function defaultsIn({ callee, arguments: [name, ...others] }: TSESTree.CallExpression): TSESTree.Node[] {
  const method = spelledNames(unwrap(callee)).at(-1) ?? '';
  if (name && READER.test(method)) return others.filter(mayBeText);
  return name === undefined && CONVERSION.test(method) ? defaultBefore(callee) : [];
}

/** `env.get('NAME').default('…').required().asUrlString()`. */
function defaultBefore(callee: TSESTree.Node): TSESTree.Node[] {
  let at = unwrap(callee);
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') {
    if (at.type === 'CallExpression' && spelledNames(unwrap(at.callee)).at(-1) === 'default')
      return at.arguments.slice(0, 1).filter(mayBeText);
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  }
  return [];
}

function mayBeText({ type }: TSESTree.Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral' || type === 'Identifier' || type === 'MemberExpression';
}

/**
 * The settings that NestJS injects for a parameter: what the factory of the namespace returns, `@Inject(mail.KEY) mail`.
 *
 * Source: the documentation of @nestjs/config; read 2026-11-23.
 */
export function injectedSettings(parameter: TSESTree.Node, frame: Frame): Value | undefined {
  const holder = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent : parameter;
  const decorators = ('decorators' in holder ? holder.decorators : undefined) ?? [];
  for (const { expression } of decorators) {
    const [token] = expression.type === 'CallExpression' ? expression.arguments : [];
    if (token?.type !== 'MemberExpression' || staticName(token) !== 'KEY') continue;
    const namespace = evaluate(token.object, frame);
    const factory = isNamespace(namespace) ? namespace.args[1] : undefined;
    if (factory?.kind === 'function') return valueOfReturn(factory, [], frame);
  }
  return undefined;
}

function isNamespace(value: Value): value is ExternalCallValue {
  if (value.kind !== 'externalCall' || value.callee.kind !== 'external') return false;
  const { module, path } = value.callee;
  return module === '@nestjs/config' && path.at(-1) === 'registerAs';
}
