import type { TSESTree } from '@typescript-eslint/utils';
import { type ParsedFile, registerModule } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { linkParents } from '../../program/program-modules.ts';
import { visit } from '../../program/visit.ts';
import { givenWhole } from './given-whole.ts';
import { constantOf } from '../browsers/given-keys.ts';
import { moduleOfImport } from '../imported-from.ts';
import type { KeyNames } from './key-reads.ts';

/** The libraries of settings that read variables by names in their own configuration. */
export type SettingsLibrary = 'config' | 'convict' | 'nconf' | 'fastify';

/** A setting that has the value of a key's variable. */
export interface NamedSetting {
  library: SettingsLibrary;
  /** Where the setting is, as `klaviyo.key`; empty where a library has the variable by its own name. */
  path: string;
}

const MAPPING = /(?:^|\/)custom-environment-variables\.[cm]?[jt]s$/;
const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/**
 * Finds the settings that get the variable of a key by its name: in `custom-environment-variables.js` of node-config, in `env` of a schema
 * of convict, in the list that nconf reads, and in the schema of `@fastify/env`.
 *
 * Sources: the documentation of these packages; read 2026-11-23.
 */
export function namedSettings(file: ParsedFile, { mayBeKey }: KeyNames): NamedSetting[] {
  linkParents(file.ast, file.visitorKeys);
  const { ast, path, text } = registerModule(file);
  const isKey = (name: string): boolean => CONSTANT.test(name) && mayBeKey(name);
  const isOfFastify = /@fastify\/env|fastify-env/.test(text);
  const found: NamedSetting[] = [];
  visit(ast, (node, parent) => {
    if (node.type === 'Literal' && typeof node.value === 'string' && isKey(node.value)) {
      if (parent?.type !== 'Property')
        found.push(...(isReadByNconf(node) ? [{ library: 'nconf' as const, path: '' }] : []));
      else if (MAPPING.test(path)) found.push({ library: 'config', path: pathTo(parent).names.join('.') });
      else if (staticName(parent) === 'env') found.push(...settingOfConvict(parent));
    }
    if (isOfFastify && node.type === 'Property' && isKey(staticName(node) ?? '') && isInSchema(node))
      found.push({ library: 'fastify', path: '' });
  });
  return found;
}

/** The names of a property and of those that it is in, and what the outermost object is given to. */
function pathTo(property: TSESTree.Property): { names: string[]; around: TSESTree.Node | undefined } {
  const names: string[] = [];
  let at: TSESTree.Node | undefined = property;
  for (; at?.type === 'Property'; at = at.parent.parent) names.unshift(staticName(at) ?? '');
  return { names, around: at };
}

/** `convict({ vendor: { key: { env: 'KEY' } } })`; the schema may be a constant. */
function settingOfConvict(property: TSESTree.Property): NamedSetting[] {
  const { names, around } = pathTo(property);
  const isSchema =
    (around?.type === 'CallExpression' && spelledNames(around.callee).at(-1) === 'convict') ||
    (around?.type === 'VariableDeclarator' &&
      /schema|config/i.test(around.id.type === 'Identifier' ? around.id.name : ''));
  return isSchema && names.length > 1 ? [{ library: 'convict', path: names.slice(0, -1).join('.') }] : [];
}

/** `nconf.env(['KEY'])`, `nconf.env({ whitelist: ['KEY'] })`. */
function isReadByNconf(name: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = name.parent;
  if (at?.type !== 'ArrayExpression') return false;
  at = at.parent;
  if (at.type === 'Property') at = staticName(at) === 'whitelist' ? at.parent.parent : undefined;
  if (at?.type !== 'CallExpression' || spelledNames(at.callee).at(-1) !== 'env') return false;
  return isOfNconf(at.callee);
}

function isOfNconf(callee: TSESTree.Node): boolean {
  let root = unwrap(callee);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') {
    if (root.type === 'CallExpression' && root.arguments[0]?.type === 'Literal' && root.arguments[0].value === 'nconf')
      return true;
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  }
  return root.type === 'Identifier' && moduleOfImport(root) === 'nconf';
}

/** `schema: { properties: { KEY: … } }`. */
function isInSchema(field: TSESTree.Property): boolean {
  const around = field.parent.parent;
  return around?.type === 'Property' && staticName(around) === 'properties';
}

/** `app.config`, `request.server.config`; an error of axios has a property of that name, too. */
const SETTINGS_OF_FASTIFY = /^(?:f|fastify|app|server|instance|this)\.config$/;

/** Finds where a module gives one of these settings, or all of them, to a browser or an app. */
export function givenSettings(file: ParsedFile, settings: readonly NamedSetting[]): TSESTree.Node[] {
  const libraries = new Set(settings.map(({ library }) => library));
  const paths = settings.map(({ path }) => path).filter(path => path !== '');
  /** Whether a setting is one of a key, or has one. */
  const isKnown = (path: string): boolean => paths.some(each => each === path || each.startsWith(`${path}.`));

  function isGet({ callee, arguments: [name] }: TSESTree.CallExpression): boolean {
    const spelled = spelledNames(callee);
    switch (spelled.at(-1)) {
      case 'get':
        if (!name) return libraries.has('nconf') && isOfNconf(callee);
        return name.type === 'Literal' && isKnown(String(name.value)) && isOfSettings(callee);
      case 'getProperties':
        return libraries.has('convict');
      case 'toObject':
        return libraries.has('config') && spelled.at(-2) === 'util';
      default:
        return false;
    }
  }

  function isSetting(given: TSESTree.Node): boolean {
    const node = unwrap(given);
    switch (node.type) {
      case 'CallExpression':
        return isGet(node);
      case 'MemberExpression':
        if (libraries.has('fastify') && SETTINGS_OF_FASTIFY.test(spelledNames(node).slice(-2).join('.'))) return true;
        return isConfig(rootOf(node)) && isKnown(spelledNames(node).slice(1).join('.'));
      case 'Identifier': {
        const constant = constantOf(node);
        if (libraries.has('config') && isConfig(node)) return true;
        return constant !== undefined && unwrap(constant).type !== 'Identifier' && isSetting(constant);
      }
      default:
        return false;
    }
  }
  return givenWhole(file, isSetting);
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root;
}

/** What node-config exports. */
function isConfig(node: TSESTree.Node): boolean {
  if (node.type !== 'Identifier' || moduleOfImport(node) !== 'config') return false;
  const made = constantOf(node);
  return made === undefined || (made.type === 'CallExpression' && spelledNames(made.callee).join('.') === 'require');
}

/** `config.get`, `require('config').get`, `settings.get`. */
function isOfSettings(callee: TSESTree.Node): boolean {
  const holder = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  if (holder.type === 'CallExpression')
    return holder.arguments[0]?.type === 'Literal' && /(?:^|\/)config\b/.test(String(holder.arguments[0].value));
  return /conf|settings/i.test(spelledNames(holder).at(-1) ?? '');
}
