import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import type { Module } from '../../program/module.ts';
import { functionsAround, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { isOfSdk } from '../requests/sdk-api.ts';
import { partsGiven } from './vendor-hmac.ts';
import { usesOf } from './verification.ts';

/** A call of the function of the SDK that tells whether a signature is right. */
export interface SdkVerification {
  node: TSESTree.CallExpression;
  /** The signing key, where it is written in the call. */
  secret: TSESTree.Node | undefined;
  /** What the body is made of, with what callers give for it. */
  body: TSESTree.Node[];
  /** Nobody looks at what it returns. */
  isIgnored: boolean;
  /** The functions around it, and around the calls that lead to it. */
  functions: FunctionNode[];
}

/** The calls of a module of the function of the SDK that verifies; none where the SDK has none. */
export function sdkVerificationsIn(module: Module, vendor: Vendor): SdkVerification[] {
  const { verifier } = vendor.webhooks;
  if (!verifier || !module.text.includes(verifier.name)) return [];
  const found: SdkVerification[] = [];
  visit(module.ast, at => {
    if (at.type !== 'CallExpression' || !isVerifier(at.callee, verifier.name, module, vendor)) return;
    const around = functionsAround(at);
    const uses = around.flatMap(usesOf);
    const functions = [...new Set([...around, ...uses.flatMap(functionsAround)])];
    const body = optionIn(at.arguments[0], verifier.body);
    found.push({
      node: at,
      secret: optionIn(at.arguments[0], verifier.secret),
      body: body ? partsGiven([body], { functions, uses }).parts : [],
      isIgnored: at.parent.type === 'ExpressionStatement',
      functions,
    });
  });
  return found;
}

function isVerifier(callee: TSESTree.Node, name: string, { frame }: Module, vendor: Vendor): boolean {
  return alternativesOf(evaluate(callee, frame)).some(
    option => option.kind === 'external' && isOfSdk(option, vendor) && option.path.at(-1) === name,
  );
}

function optionIn(options: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  const at = options && unwrap(options);
  const properties = at?.type === 'ObjectExpression' ? at.properties : [];
  const given = properties.find(property => property.type === 'Property' && staticName(property) === name);
  return given?.type === 'Property' ? given.value : undefined;
}
