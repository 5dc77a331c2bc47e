import type { TSESTree } from '@typescript-eslint/utils';
import { rememberUsedSecret } from '../../../src/vendors/known-secrets.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { spelledNames, unwrap } from '../../program/node.ts';
import { isTestFile } from '../../program/test-file.ts';
import { alternativesOf, constantString, textsOf, type Value } from '../../values/value.ts';
import type { Analysis } from '../analyze.ts';
import { goesToServers } from '../endpoint.ts';
import { constructedClass } from '../sdk-api.ts';

/** A key that is known by what it is used for. */
export interface KeyInUse {
  key: string;
  /** The literal, where it stands in this file, else where it is used. */
  place: TSESTree.Node;
  isEncoded: boolean;
}

/**
 * The secrets that a construction of the SDK is given, or that a request to the vendor's servers carries, as far as they are written down. Nothing else tells that
 * they are secrets, so that they are remembered for whatever prints them, also those that may be placeholders.
 */
export function keysInUse(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  analysis: Analysis,
  vendor: Vendor,
): KeyInUse[] {
  if (isTestFile(analysis.module.path)) return [];
  return node.type === 'NewExpression' ? givenKeys(node, analysis, vendor) : sentKeys(node, analysis, vendor);
}

function givenKeys(node: TSESTree.NewExpression, { valueOf }: Analysis, vendor: Vendor): KeyInUse[] {
  const index = vendor.keys.secretArgument(spelledNames(node.callee).at(-1) ?? '', () =>
    alternativesOf(valueOf(node.callee))
      .map(option => constructedClass(option, vendor))
      .find(apiClass => apiClass !== undefined),
  );
  const given = index === undefined ? undefined : node.arguments[index];
  if (!given || given.type === 'SpreadElement') return [];
  const written = constantsIn(valueOf(given));
  written.forEach(rememberUsedSecret);
  return written
    .filter(text => vendor.keys.mayBeSecret?.(text) === true)
    .map(key => ({ key, place: literalOf(given, key) ?? given, isEncoded: false }));
}

function sentKeys(node: TSESTree.CallExpression, analysis: Analysis, vendor: Vendor): KeyInUse[] {
  return analysis.requestsAt(node, goesToServers(vendor)).flatMap(({ headers }) => {
    const authorization = headers.entries.get('authorization');
    return constantsIn(authorization).flatMap(text => {
      const found = keyBehindScheme(text);
      if (found) rememberUsedSecret(found.key);
      const isKey = found !== undefined && vendor.keys.mayBeSecret?.(found.key) === true;
      return isKey ? [{ ...found, place: node }] : [];
    });
  });
}

function constantsIn(value: Value | undefined): string[] {
  return value ? textsOf(value).flatMap(text => constantString(text) ?? []) : [];
}

/** `Bearer <key>`, or the password of `Basic <base64 of user:password>`; what the code itself encodes has its colon still. */
function keyBehindScheme(authorization: string): Pick<KeyInUse, 'key' | 'isEncoded'> | undefined {
  const [, scheme = '', credentials = ''] = /^\s*(basic|bearer)\s+(\S+)\s*$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return credentials === '' ? undefined : { key: credentials, isEncoded: false };
  const isEncoded = !credentials.includes(':');
  const [, password] = /^[^:]*:(.+)$/s.exec(isEncoded ? decoded(credentials) : credentials) ?? [];
  return password === undefined ? undefined : { key: password, isEncoded };
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
