import type { TSESTree } from '@typescript-eslint/utils';
import { klaviyo } from '../../../src/vendors/klaviyo/index.ts';
import { directRequests } from '../../http/request.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import { alternativesOf, flatten, HOLE, type Text, textsOf, UNKNOWN, type Value } from '../../values/value.ts';
import { directSdkCalls } from '../../vendor/requests/sdk-call.ts';
import { isEndpoint, endpointsOf } from '../queries.ts';

/** What is wrong with a webhook that code registers. */
export interface RegistrationProblem {
  kind: 'insecureUrl' | 'writtenSecret';
  /** The text, where it stands in the module, else the call. */
  place: TSESTree.Node;
}

const METHODS = new Set(['createWebhook', 'updateWebhook']);

/** The problems of a call that registers or changes a webhook, through the SDK or raw. */
export function registrationProblems(call: TSESTree.CallExpression, module: Module): RegistrationProblem[] {
  const bodies = [
    ...directSdkCalls(call, module.frame, klaviyo)
      .filter(({ apiClass, method }) => apiClass === 'WebhooksApi' && METHODS.has(method))
      .flatMap(({ args }) => args),
    ...directRequests(call, module.frame)
      .filter(request => endpointsOf(request).some(isOfWebhooks))
      .flatMap(({ body }) => body ?? []),
  ];
  const attributes = bodies.map(body => property(property(body, 'data'), 'attributes'));
  const problems = attributes.flatMap(value => [
    ...textsIn(value, ['endpointUrl', 'endpoint_url'])
      .filter(text => /^http:/i.test(flatten(text).trim()))
      .map(text => ({ kind: 'insecureUrl' as const, text })),
    ...textsIn(value, ['secretKey', 'secret_key'])
      .filter(isKnown)
      .map(text => ({ kind: 'writtenSecret' as const, text })),
  ]);
  return problems.map(({ kind, text }) => ({ kind, place: placeOf(text, module) ?? call }));
}

function isOfWebhooks(endpoint: Parameters<typeof isEndpoint>[0]): boolean {
  return isEndpoint(endpoint, 'POST', '/api/webhooks') || isEndpoint(endpoint, 'PATCH', '/api/webhooks/*');
}

function property(value: Value, name: string): Value {
  const [found] = alternativesOf(value).flatMap(option =>
    option.kind === 'object' ? (option.properties.get(name)?.() ?? []) : [],
  );
  return found ?? UNKNOWN;
}

function textsIn(value: Value, names: readonly string[]): Text[] {
  return names.flatMap(name => textsOf(property(value, name)));
}

function isKnown(text: Text): boolean {
  const flat = flatten(text);
  return flat !== '' && !flat.includes(HOLE);
}

function placeOf({ parts }: Text, module: Module): TSESTree.Node | undefined {
  const part = parts.find(each => 'text' in each);
  const node = part && 'text' in part ? part.node : undefined;
  if (!node || moduleOf(node) !== module) return undefined;
  return node.type === 'TemplateElement' ? node.parent : node;
}
