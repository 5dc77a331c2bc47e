import type { TSESTree } from '@typescript-eslint/utils';
import { findSendRequest, SEND_REQUEST_CLASSES, type SendRequest } from '../../src/vendors/customerio/send-requests.ts';
import { findOperation } from '../../src/vendors/customerio/operations.ts';
import { evaluate } from '../../eslint-plugin/evaluator/evaluate.ts';
import { classAround, enclosingFunction, staticName, wrapped } from '../../eslint-plugin/program/node.ts';
import { visit } from '../../eslint-plugin/program/visit.ts';
import { moduleOf, variableOf } from '../../eslint-plugin/program/module.ts';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import { payloadIn } from '../../eslint-plugin/http/json-payload.ts';
import {
  alternativesOf,
  type ExternalCallValue,
  type ObjectValue,
  type Value,
} from '../../eslint-plugin/values/value.ts';
import { endpointsOf } from '../../eslint-plugin/vendor/requests/endpoint.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import type { SdkCall } from '../../eslint-plugin/vendor/requests/sdk-call.ts';
import { classOf, exportOf } from './sdk-export.ts';

/** A transactional message as far as it is known: what it is sent with, each alternative by itself. */
export interface SentMessage {
  request: SendRequest;
  /** The options of the SDK's class, or the body of a raw request. */
  options: ObjectValue;
  /** It is sent without the SDK. */
  isRaw: boolean;
}

/** The messages that a call of the SDK sends; those whose options are not known are left out. */
export function messagesOfCall({ apiClass, method, args }: SdkCall): SentMessage[] {
  if (apiClass !== 'APIClient' || findSendRequest(method) === undefined) return [];
  return alternativesOf(args[0] ?? { kind: 'nullish' }).flatMap(messagesMadeBy);
}

/** The message that an object of one of the SDK's classes is. */
export function messagesMadeBy(value: Value): SentMessage[] {
  const name = classOf(value);
  const request = SEND_REQUEST_CLASSES.find(({ requestClass }) => requestClass === name);
  if (!request || value.kind !== 'externalCall' || isFilledLater(value)) return [];
  return objectsOf(value.args[0]).map(options => ({ request, options, isRaw: false }));
}

/** `request.message.to = …`: what is sent is not what the object was made with. */
function isFilledLater({ mutations = [] }: ExternalCallValue): boolean {
  return mutations.some(({ path: [first], method }) =>
    first === undefined ? method === undefined : first !== 'attach',
  );
}

/** The messages that an expression makes, unless something is done with the object that may fill it in. */
export function messagesMadeAt(node: TSESTree.NewExpression): SentMessage[] {
  const frame = moduleOf(node)?.frame;
  return frame && !isHandedOn(node) ? messagesMadeBy(evaluate(node, frame)) : [];
}

/** The messages that a class makes which extends one of the SDK: `super({ … })`. */
export function messagesMadeBySuper(node: TSESTree.CallExpression): SentMessage[] {
  const { superClass } = (node.callee.type === 'Super' ? classAround(node)?.parent : undefined) ?? {};
  const frame = moduleOf(node)?.frame;
  const [given] = node.arguments;
  if (!superClass || !frame || !given || fillsIn(node)) return [];
  const name = exportOf(evaluate(superClass, frame));
  const request = SEND_REQUEST_CLASSES.find(({ requestClass }) => requestClass === name);
  return request ? objectsOf(evaluate(given, frame)).map(options => ({ request, options, isRaw: false })) : [];
}

/** `this.message` is used in the class. */
function fillsIn(node: TSESTree.CallExpression): boolean {
  let isUsed = false;
  visit(classAround(node) ?? node, at => {
    if (at.type === 'MemberExpression' && at.object.type === 'ThisExpression' && staticName(at) === 'message')
      isUsed = true;
  });
  return isUsed;
}

/** It is held by a variable whose `message` is used, or that is given to something else than a sending method. */
function isHandedOn(node: TSESTree.NewExpression): boolean {
  const { parent } = wrapped(node);
  const holder =
    parent?.type === 'VariableDeclarator'
      ? parent.id
      : parent?.type === 'AssignmentExpression'
        ? parent.left
        : undefined;
  if (!holder) return false;
  const variable = holder.type === 'Identifier' ? variableOf(holder) : undefined;
  return variable?.references.some(({ identifier }) => mayFillIn(identifier)) ?? true;
}

function mayFillIn(reference: TSESTree.Node): boolean {
  const at = wrapped(reference);
  const { parent } = at;
  if (parent?.type === 'MemberExpression') return staticName(parent) !== 'attach';
  if (parent?.type !== 'CallExpression') return false;
  const method = parent.callee.type === 'MemberExpression' ? staticName(parent.callee) : undefined;
  return findSendRequest(method ?? '') === undefined;
}

/** The messages that a raw request sends. */
export function messagesOfRequest(request: HttpRequest): SentMessage[] {
  const { body } = request;
  if (!body) return [];
  return endpointsOf(request, customerio).flatMap(({ api, verb, path }) => {
    const operation = api === 'app' && verb === 'POST' ? findOperation(api, verb, path) : undefined;
    const send = operation && findSendRequest(operation.method);
    return send
      ? objectsOf(payloadIn(body, request.node)).map(options => ({ request: send, options, isRaw: true }))
      : [];
  });
}

function objectsOf(value: Value | undefined): ObjectValue[] {
  return value ? alternativesOf(value).filter(option => option.kind === 'object') : [];
}

/** The value of an option; undefined where it is not given, or surely nothing. */
export function optionOf({ properties }: ObjectValue, name: string): Value | undefined {
  const value = properties.get(name)?.();
  return value?.kind === 'nullish' ? undefined : value;
}

/** Where an object is written, if that is an object literal. */
export function literalOf({ node }: ObjectValue): TSESTree.ObjectExpression | undefined {
  return node?.type === 'ObjectExpression' ? node : undefined;
}

/**
 * Where to report something about an object: where it is written, if that is in the file of the call that is judged. What a wrapper
 * makes of its arguments is reported at the call of the wrapper.
 *
 * @param judged the call of the linted file
 * @param sender the call that sends, which may be in a wrapper
 */
export function placeOf(
  written: TSESTree.Node | undefined,
  judged: TSESTree.Node,
  sender: TSESTree.Node = judged,
): TSESTree.Node {
  if (!written || moduleOf(written) !== moduleOf(judged)) return judged;
  const wrapper = sender === judged ? undefined : enclosingFunction(sender);
  return wrapper && isInside(written, wrapper) && !isInside(judged, wrapper) ? judged : written;
}

function isInside(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1] && moduleOf(outer) === moduleOf(node);
}
