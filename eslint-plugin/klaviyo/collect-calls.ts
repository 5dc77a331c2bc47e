import type { TSESTree } from '@typescript-eslint/utils';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from './analyze.ts';
import { endpointsOf } from './queries.ts';
import type { SdkCall } from '../vendor/requests/sdk-call.ts';

/** What a file asks of Klaviyo at one place. Lines are 1-based. */
export type CollectedCall =
  | { kind: 'sdk'; apiClass: string; method: string; file: string; line: number }
  | { kind: 'raw'; verb: string | undefined; path: string; file: string; line: number }
  | { kind: 'revision'; revision: string; file: string; line: number };

/**
 * Makes a rule that reports nothing and passes on every call of Klaviyo's private API that the rules of the plugin would see,
 * and every revision that is sent. It is for the tool alone, and in no preset.
 *
 * @param collect called for each call; the same call may come more than once
 */
export function createCallCollector(collect: (call: CollectedCall) => void) {
  return createRule<[], never>({
    name: 'collect-calls',
    meta: {
      type: 'suggestion',
      docs: {
        description: "Collect the calls of Klaviyo's API",
        preset: 'strict',
        severity: 'warning',
        since: '0.2.0',
      },
      messages: {},
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const file = context.physicalFilename;
      const analysis = analyze(context);
      const at = ({ loc }: TSESTree.Node): { file: string; line: number } => ({ file, line: loc.start.line });
      return {
        CallExpression(node) {
          for (const { apiClass, method } of analysis.sdkCallsAt(node, callsApi))
            collect({ kind: 'sdk', apiClass, method, ...at(node) });
          for (const request of analysis.requestsAt(node, candidate => endpointsOf(candidate).length > 0)) {
            for (const { audience, verb, path } of endpointsOf(request))
              if (audience === 'private') collect({ kind: 'raw', verb, path, ...at(node) });
          }
        },
        'Program:exit'() {
          for (const { node, text } of analysis.revisions()) collect({ kind: 'revision', revision: text, ...at(node) });
        },
      };
    },
  });
}

/** Not what only prepares something, such as `FilterBuilder`. */
function callsApi({ apiClass, method }: SdkCall): boolean {
  return klaviyo.sdk.callsApi(apiClass, method);
}
