import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { createRule } from '../create-rule.ts';
import { mayHaveProperty } from '../edits/declared-type.ts';
import { insertFirst } from '../edits/property-edit.ts';
import { type Analysis, analyze } from '../klaviyo/analyze.ts';
import type { HttpRequest } from '../http/request.ts';
import { eventAttributes } from '../klaviyo/event-attributes.ts';
import { idCandidates } from '../klaviyo/unique-ids/id-candidates.ts';
import { randomId } from '../klaviyo/unique-ids/random-id.ts';
import { moduleOf } from '../program/module.ts';
import { isFunction, staticName } from '../program/node.ts';
import type { SdkCall } from '../vendor/requests/sdk-call.ts';
import type { ObjectValue } from '../values/value.ts';
import { visit } from '../program/visit.ts';
import { endpointsOf, isEndpoint } from '../klaviyo/queries.ts';

type MessageId = 'missingUniqueId' | 'useId' | 'addRandomId';
type Context = Readonly<TSESLint.RuleContext<MessageId, []>>;

const BULK_METHODS = new Set([
  'bulkCreateEvents',
  'createEventBulkCreateJob',
  'spawnBulkCreateEventsJob',
  'createBulkEvents',
]);
const EVENT_METHODS = ['createEvent', ...BULK_METHODS];

export default createRule<[], MessageId>({
  name: 'require-unique-id',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Require a unique id on each event, so that a retry cannot duplicate it and two in a second cannot merge',
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
    },
    hasSuggestions: true,
    messages: {
      missingUniqueId:
        "This event has no '{{key}}', so a retry can record it twice and two in one second become one. Add an id that is the same whenever the same event is sent.",
      useId: "Use '{{id}}' as '{{key}}'.",
      addRandomId: "Add a random '{{key}}'; an id of your own, such as the order's, also survives a restart.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const isMissingInCall = (call: SdkCall): boolean => missingInSdkCall(call, analysis) !== undefined;
    const isMissingInRequest = (request: HttpRequest): boolean => missingInRequest(request, analysis) !== undefined;

    function missingAt(node: TSESTree.CallExpression): MissingId | undefined {
      const [call] = analysis.sdkCallsAt(node, isMissingInCall, EVENT_METHODS);
      if (call) return missingInSdkCall(call, analysis);
      const [request] = analysis.requestsAt(node, isMissingInRequest);
      return request && missingInRequest(request, analysis);
    }

    return {
      CallExpression(node) {
        const found = missingAt(node);
        if (!found || setsIdNearby(node)) return;
        const own = found.attributes.node;
        if (own && (setsIdNearby(own) || givesIdSometimes(own, found.key))) return;
        const isHere = own?.type === 'ObjectExpression' && moduleOf(own) === analysis.module;
        const at = isHere ? own : node;
        context.report({
          node: at,
          messageId: 'missingUniqueId',
          data: { key: found.key },
          suggest: isHere ? idSuggestions(own, found.key, context) : [],
        });
      },
    };
  },
});

interface MissingId {
  attributes: ObjectValue;
  key: 'uniqueId' | 'unique_id';
}

function missingInSdkCall({ apiClass, method, args, node }: SdkCall, { module }: Analysis): MissingId | undefined {
  if (apiClass !== 'EventsApi' || (method !== 'createEvent' && !BULK_METHODS.has(method))) return undefined;
  return withoutKey(eventAttributes(args[0], method !== 'createEvent', node, module.frame), 'uniqueId');
}

function missingInRequest(request: HttpRequest, { module }: Analysis): MissingId | undefined {
  const endpoints = endpointsOf(request);
  const isBulk = endpoints.some(endpoint => isEndpoint(endpoint, 'POST', '/api/event-bulk-create-jobs'));
  if (!isBulk && !endpoints.some(endpoint => isEndpoint(endpoint, 'POST', '/api/events'))) return undefined;
  return withoutKey(eventAttributes(request.body, isBulk, request.node, module.frame), 'unique_id');
}

function withoutKey(events: readonly ObjectValue[] | undefined, key: MissingId['key']): MissingId | undefined {
  const attributes = events?.find(({ properties }) => !properties.has(key));
  return attributes && { attributes, key };
}

/** An id that is set later, through another name of the same object, is not followed; then nothing is reported. */
function setsIdNearby(node: TSESTree.Node): boolean {
  let outermost: TSESTree.Node | undefined;
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) outermost = at;
  let found = false;
  if (outermost) {
    visit(outermost, at => {
      const target = at.type === 'AssignmentExpression' ? at.left : undefined;
      if (target?.type === 'MemberExpression' && /^unique_?id$/i.test(staticName(target) ?? '')) found = true;
    });
  }
  return found;
}

/** `...(id && { uniqueId: id })`: the id is optional, and left to the caller. */
function givesIdSometimes(attributes: TSESTree.Node, key: MissingId['key']): boolean {
  let found = false;
  for (const property of attributes.type === 'ObjectExpression' ? attributes.properties : []) {
    if (property.type !== 'SpreadElement') continue;
    visit(property, at => {
      if (at.type === 'Property' && staticName(at) === key) found = true;
    });
  }
  return found;
}

/** The ids that the code has at hand, best first, and one that is made up. */
function idSuggestions(
  attributes: TSESTree.ObjectExpression,
  key: MissingId['key'],
  context: Context,
): TSESLint.ReportSuggestionArray<MessageId> {
  const { sourceCode } = context;
  if (attributes.properties.some(isUniqueId) || !mayHaveProperty(attributes, key, isSdkModule)) return [];
  const insert = (text: string): TSESLint.ReportFixFunction => insertFirst(attributes, `${key}: ${text}`, sourceCode);
  const candidates = idCandidates(attributes, context).map(id => ({
    messageId: 'useId' as const,
    data: { key, id },
    fix: insert(id),
  }));
  const random = randomId(sourceCode, key === 'uniqueId');
  if (!random) return candidates;
  const fix: TSESLint.ReportFixFunction = fixer =>
    [...random.edit(fixer), ...[insert(random.text)(fixer)].flat()] as TSESLint.RuleFix[];
  return [...candidates, { messageId: 'addRandomId', data: { key }, fix }];
}

/** In the form of the SDK or of the raw API: one of them is there already, and the other would be a second. */
function isUniqueId(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && /^unique_?id$/i.test(staticName(property) ?? '');
}
