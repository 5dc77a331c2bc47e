import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type SdkPlace, sdkPlaceIn } from '../../../src/messages/sdk-place.ts';
import type { Vendor, VendorPlace } from '../../../src/vendors/vendor.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Module } from '../../program/module.ts';
import { isMocking, isTestFile } from '../../program/test-file.ts';
import { type Allowed, allowedSchema, isAllowed } from '../allowed.ts';
import { analyze } from '../analyze.ts';
import { type Endpoint, endpointsOf } from '../requests/endpoint.ts';
import { recordAddresses, recordRequest } from '../requests/sent-addresses.ts';
import { recordGivenKeys } from '../requests/used-keys.ts';
import { callersOf } from '../requests/wrapper-use.ts';

type Context<MessageId extends string> = Readonly<TSESLint.RuleContext<MessageId, [Allowed]>>;

/** A raw call, and what a message of it depends on. */
export interface RawCallAt<Place extends VendorPlace> {
  request: HttpRequest;
  endpoint: Endpoint<Place>;
  /** How the SDK could be imported there. */
  place: SdkPlace;
  /** The endpoints that each caller asks for, where the call is that of a wrapper. */
  callers(): readonly Endpoint<Place>[];
}

/** What the rule says, and about which calls. */
export interface RawHttpWords<Place extends VendorPlace, MessageId extends string> {
  docs: RuleDocs;
  messages: Record<MessageId, string>;
  describe(call: RawCallAt<Place>): { messageId: NoInfer<MessageId>; data?: Record<string, string> };
  /** Which endpoints count; those for servers by default. */
  concerns?(endpoint: Endpoint<Place>): boolean;
  /** Returns whether a call is left to another rule, or is right where it is. */
  isLeft?(request: HttpRequest, context: Context<string>): boolean;
  suggestionsFor?(
    request: HttpRequest,
    endpoint: Endpoint<Place>,
    at: { context: Context<string>; module: Module; call: TSESTree.CallExpression },
  ): TSESLint.ReportSuggestionArray<NoInfer<MessageId>>;
}

/** Makes the rule against HTTP calls of a vendor's API that bypass its SDK. */
export function noRawHttp<Place extends VendorPlace, MessageId extends string>(
  vendor: Vendor<Place>,
  words: RawHttpWords<Place, MessageId>,
): RuleDefinition<[Allowed], MessageId> {
  const { docs, messages, concerns = vendor.isForServers, isLeft = () => false } = words;
  const endpointOf = (request: HttpRequest): Endpoint<Place> | undefined => endpointsOf(request, vendor).find(concerns);
  const isConcerned = (request: HttpRequest): boolean => endpointOf(request) !== undefined;
  return {
    name: 'no-raw-http',
    meta: {
      type: 'problem',
      docs,
      hasSuggestions: true,
      messages,
      schema: [allowedSchema],
      defaultOptions: [{}],
    },
    create(context, [allowed]) {
      const analysis = analyze(context, vendor);
      const isTest = isTestFile(analysis.module.path) || isMocking(analysis.module.text);
      return {
        CallExpression(node) {
          if (!isTest) {
            recordAddresses(node, vendor);
            recordGivenKeys(node, vendor, analysis.valueOf);
          }
          const found = analysis.requestsAt(node, isConcerned);
          const [request] = found.filter(candidate => !isLeft(candidate, context));
          const endpoint = request && endpointOf(request);
          if (!endpoint || isAllowed(allowed, request.client, endpoint.path, context.physicalFilename)) return;
          const place = sdkPlaceIn(context.sourceCode.text, request.client);
          const callers = (): Endpoint<Place>[] =>
            callersOf(request, node, analysis.module, vendor).map(caller => caller.endpoint);
          const { messageId, data } = words.describe({ request, endpoint, place, callers });
          const suggest = words.suggestionsFor?.(request, endpoint, { context, module: analysis.module, call: node });
          context.report({ node, messageId, ...(data && { data }), ...(suggest && { suggest }) });
        },
        NewExpression(node) {
          if (!isTest) recordGivenKeys(node, vendor, analysis.valueOf);
        },
        TaggedTemplateExpression(node) {
          const requests = analysis.requestsInTemplate(node, isConcerned);
          for (const each of requests) recordRequest(each, vendor);
          const request = requests.find(candidate => !isLeft(candidate, context));
          const endpoint = request && endpointOf(request);
          if (!endpoint || isAllowed(allowed, request.client, endpoint.path, context.physicalFilename)) return;
          const place = sdkPlaceIn(context.sourceCode.text, request.client);
          context.report({ node, ...words.describe({ request, endpoint, place, callers: () => [] }) });
        },
      };
    },
  };
}
