import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor, VendorKeys } from '../../../src/vendors/vendor.ts';
import { spelledNames, staticName } from '../../program/node.ts';
import { keysOf } from '../../values/key-origins.ts';
import { type Lazy, alternativesOf, constantString, type ObjectValue, type Value } from '../../values/value.ts';
import { environmentNames } from '../environment.ts';

/** A setting whose values a build or a framework writes into what the browser loads. */
interface Published {
  /** The files that such a setting is written in. */
  file: RegExp;
  /** The names of the properties around the values, from the configuration inwards; `…` is any. */
  path: readonly string[];
  /** How a message names it. */
  title: string;
  /** What is built for a server alone is nobody else's. */
  isOnlyForBrowsers?: boolean;
  /** What else the file holds, where others have the same name. */
  isIn?: RegExp;
  /** Its texts are the beginnings of the names of variables that are published. */
  isPrefix?: boolean;
}

const CONFIG = String.raw`(?:^|[/\\])`;
const EXTENSION = String.raw`(?:\.\w+)?\.[cm]?[jt]s$`;

/** Sources: the documentation of Next.js, Nuxt, Vite and Expo; read 2026-11-23. */
const SETTINGS: readonly Published[] = [
  { file: new RegExp(`${CONFIG}next\\.config${EXTENSION}`), path: ['env'], title: "'env' of Next.js" },
  {
    file: new RegExp(`${CONFIG}next\\.config${EXTENSION}`),
    path: ['publicRuntimeConfig'],
    title: "'publicRuntimeConfig' of Next.js",
  },
  {
    file: new RegExp(`${CONFIG}next\\.config${EXTENSION}`),
    path: ['compiler', 'define'],
    title: "'compiler.define' of Next.js",
  },
  { file: new RegExp(`${CONFIG}nuxt\\.config${EXTENSION}`), path: ['appConfig'], title: "'appConfig' of Nuxt" },
  {
    file: new RegExp(`${CONFIG}nuxt\\.config${EXTENSION}`),
    path: ['runtimeConfig', 'public'],
    title: "'runtimeConfig.public' of Nuxt",
  },
  {
    file: new RegExp(`${CONFIG}nuxt\\.config${EXTENSION}`),
    path: ['publicRuntimeConfig'],
    title: "'publicRuntimeConfig' of Nuxt",
  },
  { file: new RegExp(`${CONFIG}nuxt\\.config${EXTENSION}`), path: ['env'], title: "'env' of Nuxt" },
  {
    file: new RegExp(`${CONFIG}app\\.config${EXTENSION}`),
    path: ['…', 'extra'],
    title: "'extra' of Expo",
    isIn: /\bexpo\b|\bExpoConfig\b|\(\{\s*config\s*\}|\bslug\s*:/i,
  },
  {
    file: new RegExp(`${CONFIG}(?:vite|nuxt|astro|svelte|quasar|vue|rsbuild|storybook|main)\\.config${EXTENSION}`),
    path: ['…', 'define'],
    title: "'define' of the bundler",
    isOnlyForBrowsers: true,
  },
  {
    file: new RegExp(`${CONFIG}(?:vite|nuxt|astro|svelte|quasar)\\.config${EXTENSION}`),
    path: ['…', 'envPrefix'],
    title: "'envPrefix' of Vite",
    isOnlyForBrowsers: true,
    isPrefix: true,
  },
];

/** A secret that a setting publishes. */
export interface PublishedKey {
  /** How the setting is named. */
  setting: string;
  /** The setting's name of it, or the variable that it is read from. */
  name: string;
  node: TSESTree.Node;
}

/** What is known where a setting stands. */
interface Surroundings {
  text: string;
  valueOf: (node: TSESTree.Node) => Value;
  vendor: Vendor;
}

/** Decides by its path whether a file may hold a setting that publishes its values. */
export function mayPublish(path: string): boolean {
  return SETTINGS.some(({ file }) => file.test(path));
}

/** Finds the secrets among the values of a setting, if a property is one that is published. */
export function publishedKeys(
  property: TSESTree.Property,
  { path, text, valueOf, vendor: { keys } }: Surroundings & { path: string },
): PublishedKey[] {
  const names = namesAround(property);
  const setting = SETTINGS.find(candidate => candidate.file.test(path) && isPath(names, candidate.path));
  if (!setting || (setting.isOnlyForBrowsers && isForServer(text)) || setting.isIn?.test(text) === false) return [];
  if (setting.isPrefix) return prefixes(property.value, setting.title, keys);
  return keysIn(valueOf(property.value), { names: [], at: property.key, keys }).map(found => ({
    setting: setting.title,
    ...found,
  }));
}

/**
 * Finds the secrets that a plugin of webpack or Rspack writes into what it builds: `new DefinePlugin({…})`,
 * `new EnvironmentPlugin([…])`. Source: the documentation of webpack; read 2026-11-20.
 */
export function pluginKeys(
  { callee, arguments: [settings] }: TSESTree.NewExpression,
  { text, valueOf, vendor: { keys } }: Surroundings,
): PublishedKey[] {
  const plugin = spelledNames(callee).at(-1) ?? '';
  if (!settings || !/^(?:Define|Environment)Plugin$/.test(plugin) || isForServer(text)) return [];
  const setting = `'${plugin}' of the bundler`;
  const named = plugin === 'EnvironmentPlugin' ? namedIn(settings, keys) : [];
  return [...named, ...keysIn(valueOf(settings), { names: [], at: settings, keys })].map(found => ({
    setting,
    ...found,
  }));
}

/** A function whose settings are written into what it builds. */
interface Builder {
  module: string | undefined;
  /** The paths of its exports, or of the global. */
  names: readonly string[];
  /** The setting's name; undefined where the argument is the setting. */
  setting: string | undefined;
  title: string;
  /** Decides by the rest of the settings and the text whether that is for browsers. */
  isForBrowsers(settings: ObjectValue, text: { call: string; file: string }): boolean;
}

const BUILD_FOR_PAGES = /\bformat\s*:\s*['"`](?:iife|umd|amd|system)['"`]|\bbrowser\s*:\s*true\b/;
const replaceOfRollup = {
  names: ['', 'default'],
  setting: undefined,
  title: "'replace' of Rollup",
  isForBrowsers: (_: ObjectValue, { file }: { file: string }): boolean => BUILD_FOR_PAGES.test(file),
};

/** Sources: the documentation of esbuild, Bun, Vite and Rollup; read 2026-11-20. */
const BUILDERS: readonly Builder[] = [
  {
    module: 'esbuild',
    names: ['build', 'buildSync', 'context', 'transform', 'transformSync'],
    setting: 'define',
    title: "'define' of esbuild",
    isForBrowsers: isBrowsersBuild,
  },
  {
    module: undefined,
    names: ['Bun.build'],
    setting: 'define',
    title: "'define' of Bun",
    isForBrowsers: isBrowsersBuild,
  },
  {
    module: 'vite',
    names: ['build', 'createServer'],
    setting: 'define',
    title: "'define' of Vite",
    isForBrowsers: (_, { call }) => !NO_PAGE.test(call),
  },
  { module: '@rollup/plugin-replace', ...replaceOfRollup },
  { module: 'rollup-plugin-replace', ...replaceOfRollup },
];

/** What is no page even though nobody says it is for Node. */
const NO_PAGE = /worker|wrangler|lambda|serverless|\bserver|\bedge\b|\bfunctions?\/|\bapi\b|\bcli\b/i;

/** esbuild and Bun build for browsers unless set otherwise; what requires modules, or leaves packages out, is for Node. */
function isBrowsersBuild({ properties, open }: ObjectValue, { call }: { call: string }): boolean {
  const valueOf = (name: string): string | undefined => {
    const read = properties.get(name);
    return read && constantString(read());
  };
  const isSaid = ['platform', 'target'].some(name => valueOf(name) === 'browser');
  if (NO_PAGE.test(call) || (properties.has('platform') && !isSaid)) return false;
  return isSaid || !(open || valueOf('format') === 'cjs' || properties.has('packages') || properties.has('external'));
}

const MAY_BUILD = /esbuild|Bun\.build|plugin-replace|['"]vite['"]/;

/** Whether a text may call a bundler; asked once for a file. */
export function mayBuild(text: string): boolean {
  return MAY_BUILD.test(text);
}

/** Finds the secrets that a bundler which is called from a script, or one of its plugins, writes into code for browsers. */
export function builtKeys(
  call: TSESTree.CallExpression,
  { text, valueOf, vendor: { keys } }: Surroundings,
): PublishedKey[] {
  const [settings] = call.arguments;
  const builder = settings && builderOf(valueOf(call.callee));
  if (!builder || isForServer(text)) return [];
  const callText = settings.type === 'ObjectExpression' ? text.slice(...call.range) : text;
  return alternativesOf(valueOf(settings)).flatMap(option => {
    if (option.kind !== 'object' || !builder.isForBrowsers(option, { call: callText, file: text })) return [];
    const value = builder.setting === undefined ? option : option.properties.get(builder.setting)?.();
    return (value ? readKeysIn(value, settings, keys) : []).map(found => ({ setting: builder.title, ...found }));
  });
}

function builderOf(callee: Value): Builder | undefined {
  return alternativesOf(callee)
    .map(option =>
      option.kind === 'external'
        ? BUILDERS.find(({ module, names }) => module === option.module && names.includes(option.path.join('.')))
        : undefined,
    )
    .find(found => found !== undefined);
}

/** Only what is read from the environment: a name may also be replaced by nothing. */
function readKeysIn(value: Value, at: TSESTree.Node, keys: VendorKeys, depth = 0): Omit<PublishedKey, 'setting'>[] {
  return alternativesOf(value).flatMap(option =>
    option.kind === 'object' && depth < DEEPEST
      ? [...option.properties.values()].flatMap(read => {
          const node = placeOf(read, at);
          const name = environmentNames(read()).find(each => keys.isSecretVariable(each));
          return name === undefined ? readKeysIn(read(), node, keys, depth + 1) : [{ name, node }];
        })
      : [],
  );
}

/** The variables that a list, or the keys of an object, name. */
function namedIn(settings: TSESTree.Node, keys: VendorKeys): Omit<PublishedKey, 'setting'>[] {
  const elements = settings.type === 'ArrayExpression' ? settings.elements : [];
  return elements.flatMap(node =>
    node?.type === 'Literal' && typeof node.value === 'string' && keys.isSecretVariable(node.value)
      ? [{ name: node.value, node }]
      : [],
  );
}

function isPath(names: readonly string[], [first, ...rest]: readonly string[]): boolean {
  if (first === '…') return names.slice(-rest.length).join('.') === rest.join('.');
  return names.join('.') === [first, ...rest].join('.');
}

/** The names of a property and of all around it, up to the whole configuration. */
function namesAround(property: TSESTree.Property): string[] {
  const names: string[] = [];
  for (let at: TSESTree.Node | undefined = property; at; at = at.parent)
    if (at.type === 'Property') names.unshift(staticName(at) ?? '');
  return names;
}

/** The prefixes that publish a variable with the name that the vendor's documentation gives to a secret. */
function prefixes(value: TSESTree.Node, setting: string, keys: VendorKeys): PublishedKey[] {
  const elements = value.type === 'ArrayExpression' ? value.elements : [value];
  return elements.flatMap(node =>
    node?.type === 'Literal' && typeof node.value === 'string' && keys.isSecretPrefix(node.value)
      ? [{ setting, name: `${node.value}…`, node }]
      : [],
  );
}

const FOR_SERVER = /\bssr\s*:\s*(?:true|['"`])|\b(?:target|platform)\s*:\s*(?:\[\s*)?['"`](?:(?:async-)?node|bun)/;

function isForServer(text: string): boolean {
  return FOR_SERVER.test(text);
}

const DEEPEST = 4;

/** The names of the properties around a value, where it stands, and whose secrets are searched. */
interface Holder {
  names: readonly string[];
  at: TSESTree.Node;
  keys: VendorKeys;
}

function keysIn(value: Value, { names, at, keys }: Holder): Omit<PublishedKey, 'setting'>[] {
  if (names.length > DEEPEST) return [];
  return alternativesOf(value).flatMap(option => {
    if (option.kind !== 'object') return [];
    return [...option.properties].flatMap(([name, read]) => {
      const node = placeOf(read, at);
      const path = [...names, name];
      const key = keyNamed(path, read(), keys);
      return key === undefined ? keysIn(read(), { names: path, at: node, keys }) : [{ name: key, node }];
    });
  });
}

/** Another file's property has no place in this one. */
function placeOf(read: Lazy, around: TSESTree.Node): TSESTree.Node {
  const [key] = keysOf(read);
  return key && rootOf(key) === rootOf(around) ? key : around;
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}

/** What a property holds the secret as: the variable that it reads, or its own name. */
function keyNamed(path: readonly string[], value: Value, keys: VendorKeys): string | undefined {
  const variable = environmentNames(value).find(each => keys.isSecretVariable(each));
  if (variable !== undefined) return variable;
  const name = path.join('.');
  return keys.isSecretVariable(name) && alternativesOf(value).every(mayBeKey) ? name : undefined;
}

/** A public key, or a switch, may be published whatever it is named. */
const NO_KEY = /^(?:true|false|undefined|null|""|''|[A-Za-z0-9]{6})$/;

function mayBeKey(value: Value): boolean {
  if (value.kind === 'text') return !NO_KEY.test(constantString(value) ?? '');
  return value.kind === 'nullish' || environmentNames(value).length > 0;
}
