import type { TSESTree } from '@typescript-eslint/utils';
import { rememberUsedSecret } from '../../../src/vendors/known-secrets.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import { classAround, spelledNames, unwrap } from '../../program/node.ts';
import { isTestFile } from '../../program/test-file.ts';
import { alternativesOf, constantString, flatten, textsOf, type Value } from '../../values/value.ts';
import type { Analysis } from '../analyze.ts';
import { goesToServers } from '../requests/endpoint.ts';
import { constructedClass } from '../requests/sdk-api.ts';

/** A key that is known by what it is used for. */
export interface KeyInUse {
  key: string;
  /** The literal, where it stands in this file, else where it is used. */
  place: TSESTree.Node;
  isEncoded: boolean;
}

type Use = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * The secrets that a construction of the SDK is given, or that a request to the vendor's servers carries, as far as they are written down.
 * Nothing else tells that they are secrets, so that they are remembered for whatever prints them, also those that may be placeholders.
 */
export function keysInUse(node: Use, analysis: Analysis, vendor: Vendor): KeyInUse[] {
  if (isTestFile(analysis.module.path)) return [];
  const found = givenKeys(node, analysis, vendor);
  if (node.type === 'CallExpression')
    found.push(...sentKeys(node, analysis, vendor), ...keysOfMade(node, analysis, vendor));
  return found;
}

/** What `new` is given, or `super` in a class that extends one of the SDK. */
function givenKeys(node: Use, { valueOf }: Analysis, vendor: Vendor): KeyInUse[] {
  const constructed = constructedNode(node);
  const index =
    constructed &&
    vendor.keys.secretArgument(spelledNames(constructed).at(-1) ?? '', () =>
      alternativesOf(valueOf(constructed))
        .map(option => constructedClass(option, vendor))
        .find(apiClass => apiClass !== undefined),
    );
  const given = index === undefined ? undefined : node.arguments[index];
  if (!given || given.type === 'SpreadElement') return [];
  return usedIn(valueOf(given))
    .filter(text => isKey(text, vendor))
    .map(key => ({ key, place: literalOf(given, key) ?? given, isEncoded: false }));
}

function constructedNode(node: Use): TSESTree.Node | undefined {
  if (node.type === 'NewExpression') return node.callee;
  return node.callee.type === 'Super' ? (classAround(node)?.parent.superClass ?? undefined) : undefined;
}

/** `createClient('…')`, where a function of the project makes the client of what it is given. */
function keysOfMade(node: TSESTree.CallExpression, { valueOf }: Analysis, vendor: Vendor): KeyInUse[] {
  const given = node.arguments.filter(argument => constantsIn(valueOf(argument)).some(text => isKey(text, vendor)));
  if (given.length === 0) return [];
  return alternativesOf(valueOf(node)).flatMap(made => {
    if (made.kind !== 'externalCall' || !made.constructed) return [];
    const index = vendor.keys.secretArgument('', () => constructedClass(made.callee, vendor));
    const keys = usedIn(index === undefined ? undefined : made.args[index]);
    return given.flatMap(argument =>
      constantsIn(valueOf(argument))
        .filter(text => keys.includes(text) && isKey(text, vendor))
        .map(key => ({ key, place: literalOf(argument, key) ?? argument, isEncoded: false })),
    );
  });
}

function sentKeys(node: TSESTree.CallExpression, analysis: Analysis, vendor: Vendor): KeyInUse[] {
  return analysis.requestsAt(node, goesToServers(vendor)).flatMap(({ headers, password, url }) => {
    const authorization = headers.entries.get('authorization');
    const credentials = authorization ? textsOf(authorization).map(flatten) : [];
    const inHeader = credentials.flatMap(text => keyBehindScheme(text) ?? []);
    for (const { key } of inHeader) rememberUsedSecret(key);
    const inOptions = usedIn(password).map(key => ({ key, isEncoded: false }));
    const inAddress = textsOf(url).flatMap(text => keyInAddress(flatten(text)) ?? []);
    for (const { key } of inAddress) rememberUsedSecret(key);
    return [...inHeader, ...inOptions, ...inAddress]
      .filter(({ key }) => isKey(key, vendor))
      .map(found => ({
        ...found,
        place: literalIn([authorization, password, url], found.key, analysis.module) ?? node,
      }));
  });
}

/** The literal of the linted file that holds a key. */
function literalIn(values: readonly (Value | undefined)[], key: string, module: Module): TSESTree.Node | undefined {
  return values
    .flatMap(value => (value ? textsOf(value) : []))
    .flatMap(({ parts }) => parts.flatMap(part => ('text' in part && part.text.includes(key) ? [part.node] : [])))
    .find(node => node.type === 'Literal' && moduleOf(node) === module);
}

function isKey(text: string, { keys }: Vendor): boolean {
  return keys.mayBeSecret?.(text) === true;
}

/** The constants that a value which is used as a secret may be. */
function usedIn(value: Value | undefined): string[] {
  const written = constantsIn(value);
  written.forEach(rememberUsedSecret);
  return written;
}

function constantsIn(value: Value | undefined): string[] {
  return value ? textsOf(value).flatMap(text => constantString(text) ?? []) : [];
}

/** `Bearer <key>`, or the password of `Basic <base64 of user:password>`, which is evaluated without its encoding. */
function keyBehindScheme(authorization: string): Pick<KeyInUse, 'key' | 'isEncoded'> | undefined {
  const [, scheme = '', credentials = ''] = /^\s*(basic|bearer)\s+(\S+)\s*$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return credentials === '' ? undefined : { key: credentials, isEncoded: false };
  const isEncoded = !credentials.includes(':');
  const [, password] = /^[^:]*:(.+)$/s.exec(isEncoded ? decoded(credentials) : credentials) ?? [];
  return password === undefined ? undefined : { key: password, isEncoded };
}

/** `https://user:password@host` */
function keyInAddress(url: string): Pick<KeyInUse, 'key' | 'isEncoded'> | undefined {
  const [, key] = /^(?:https?:)?\/\/[^:@/?#]*:([^@/?#]+)@/i.exec(url) ?? [];
  return key === undefined ? undefined : { key, isEncoded: false };
}

/** Without Node's `Buffer`, because the rules also run in browsers. */
function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

/** The literal that an expression is, or that the constant is made with which it names. */
function literalOf(node: TSESTree.Node, text: string): TSESTree.Node | undefined {
  const at = unwrap(node);
  if (at.type === 'Literal') return at.value === text ? at : undefined;
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  return init?.type === 'Literal' && init.value === text && moduleOf(init) === moduleOf(node) ? init : undefined;
}
