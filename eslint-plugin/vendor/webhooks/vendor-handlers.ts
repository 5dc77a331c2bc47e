import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { isSameFunction } from '../../call-graph/method-calls.ts';
import type { Module } from '../../program/module.ts';
import { enclosingFunction, functionsAround, isFunction, spelledNames, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { privateCallsIn } from '../bursts/private-calls.ts';
import {
  decidesByInventedTopic,
  decidesByTopic,
  type Handler,
  handlersIn,
  isRoutedFile,
  isWebhookPath,
} from './handlers.ts';
import type { HeaderRead } from './header-reads.ts';
import {
  isStaticComparison,
  mayVerify,
  mayVerifyBefore,
  usesOf,
  givesRequestAway,
  verifiesPath,
} from './verification.ts';

/** A function that answers a vendor, and why that is known. */
export interface VendorHandler extends Handler {
  by: 'path' | 'topic' | 'header';
}

/** The functions of a module that answer a vendor: by their path, the topics that they decide by, or the header that they read. */
export function vendorHandlersIn(module: Module, reads: readonly HeaderRead[], vendor: Vendor): VendorHandler[] {
  const handlers = handlersIn(module);
  const known = new Map(handlers.toReversed().map(handler => [handler.node, handler]));
  const byPath = handlers
    .filter(({ path }) => isWebhookPath(path, vendor))
    .filter(
      ({ node, path }) =>
        path !== `/${module.path}` || (isRoutedFile(module.path) && !isJudgedWhereRouted(node, module, vendor)),
    )
    .filter(
      ({ node }) =>
        decidesByTopic(node, vendor) || decidesByInventedTopic(node, vendor) || !answersOthers(node, vendor),
    );
  const byTopic = vendor.webhooks.isShownByTopic ? handlers.filter(({ node }) => decidesByTopic(node, vendor)) : [];
  const readers = reads
    .flatMap(({ header, node }) => outermost(node).filter(at => header === 'signature' || known.has(at)))
    .map(node => ({ ...(known.get(node) ?? asHandler(node)), by: 'header' as const }));
  const all: VendorHandler[] = [
    ...readers,
    ...byTopic.map(handler => ({ ...handler, by: 'topic' as const })),
    ...byPath.map(handler => ({ ...handler, by: 'path' as const })),
  ];
  return [...new Map(all.toReversed().map(handler => [handler.node, handler])).values()];
}

/** Whether another file gives a function to a router, under a path of webhooks or behind what may verify. */
function isJudgedWhereRouted(node: FunctionNode, module: Module, vendor: Vendor): boolean {
  return module
    .others()
    .flatMap(handlersIn)
    .some(
      ({ node: routed, path, before }) =>
        isSameFunction(routed, node) && (isWebhookPath(path, vendor) || before.some(mayVerifyBefore)),
    );
}

function asHandler(node: FunctionNode): Handler {
  return { node, place: node, before: [], path: '' };
}

function outermost(node: TSESTree.Node): FunctionNode[] {
  const inner = enclosingFunction(node);
  if (!inner) return [];
  // A callback belongs to the function around it, as long as that is no factory of the handler.
  const around = functionsAround(node);
  const handler = around.find(at => at.params.length > 0 || wrapped(at).parent?.type !== 'CallExpression');
  return [handler ?? inner];
}

const OTHER_HEADERS =
  /x-shopify|stripe-signature|svix-|x-hub-signature|x-wc-webhook|x-recharge|x-twilio|x-hubspot|x-square|paypal-|typeform-signature|x-mailgun|x-postmark|x-sendgrid|x-bc-|x-github/i;

const answering = perVendor(() => new WeakMap<FunctionNode, boolean>());

/** What another vendor sends, and what passes it on to this one. */
function answersOthers(node: FunctionNode, vendor: Vendor): boolean {
  const known = answering(vendor).get(node) ?? findOthers(node, vendor);
  answering(vendor).set(node, known);
  return known;
}

function findOthers(node: FunctionNode, vendor: Vendor): boolean {
  let isOther = false;
  visit(node, at => {
    if (at.type === 'Literal' && typeof at.value === 'string' && OTHER_HEADERS.test(at.value)) isOther = true;
  });
  return isOther || privateCallsIn(node, vendor).some(({ operation }) => operation?.verb !== 'GET');
}

/** The comparison with a secret that each request repeats, by which a handler refuses requests. */
export function staticComparisonIn(node: FunctionNode): TSESTree.BinaryExpression | undefined {
  let found: TSESTree.BinaryExpression | undefined;
  visit(node.body, at => {
    if (at.type === 'BinaryExpression' && isStaticComparison(at)) found ??= at;
  });
  return found;
}

/** Whether anything verifies what a handler answers: itself, what it calls, what stands before it, or who calls it. */
export function isVerified({ node, before, path }: VendorHandler, module: Module): boolean {
  return (
    mayVerify(node) ||
    before.some(mayVerifyBefore) ||
    verifiesPath(path, module) ||
    givesRequestAway(node) ||
    (!takesOnlyBody(node) && givesSignatureAway(node)) ||
    usesOf(node)
      .flatMap(functionsAround)
      .some(caller => mayVerify(caller))
  );
}

/** A function that only reads the header for another. */
function givesSignatureAway(node: FunctionNode): boolean {
  if (!isFunction(node)) return false;
  const body = unwrap(node.body);
  return body.type !== 'BlockStatement' || (body.body.length === 1 && body.body[0]?.type === 'ReturnStatement');
}

/** `take(@Body() body)` of Nest: without the headers, nothing that it calls can verify. */
function takesOnlyBody({ params }: FunctionNode): boolean {
  return (
    params.length > 0 &&
    params.every(
      param =>
        'decorators' in param &&
        param.decorators.some(
          ({ expression }) =>
            expression.type === 'CallExpression' && spelledNames(expression.callee).join('.') === 'Body',
        ),
    )
  );
}
