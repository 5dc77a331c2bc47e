import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { SdkCall } from '../vendor/requests/sdk-call.ts';
import type { HttpRequest } from '../http/request.ts';
import { unwrap } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { contains } from '../values/frame.ts';
import { differenceOf, fixOf, sdkSuggestions } from '../klaviyo/sdk-suggestion/sdk-suggestions.ts';
import { type Endpoint, endpointsOf, isEndpoint } from '../klaviyo/queries.ts';

type MessageId = 'sdkCreate' | 'rawCreate' | 'useUpsert' | 'useUpsertOfSdk' | 'useImport';

const METHOD = 'createProfile';
const METHODS = [METHOD];

export default createRule<[], MessageId>({
  name: 'prefer-profile-upsert',
  meta: {
    type: 'problem',
    docs: {
      description: "Prefer 'createOrUpdateProfile' over 'createProfile', which fails for an existing profile",
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
    },
    hasSuggestions: true,
    messages: {
      sdkCreate: "'createProfile' answers 409 when the profile exists. Call 'createOrUpdateProfile' instead.",
      rawCreate:
        "'POST /api/profiles' answers 409 when the profile exists. Send it to '/api/profile-import', as 'ProfilesApi.createOrUpdateProfile' does.",
      useUpsert: "Call 'createOrUpdateProfile', which updates a profile that exists.",
      useUpsertOfSdk:
        "Call 'ProfilesApi.createOrUpdateProfile' of 'klaviyo-api', which updates a profile that exists{{difference}}.",
      useImport: "Send it to 'profile-import', which updates a profile that exists.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    return {
      CallExpression(node) {
        const [call] = analysis.sdkCallsAt(node, isCreation, METHODS);
        if (call?.node === node) {
          reportMethod(node, context);
          return;
        }
        const [request] = analysis.requestsAt(node, hasCreation);
        const endpoint = request && creation(request);
        if (!endpoint) return;
        const methods = ['createOrUpdateProfile'];
        const { suggestions } = sdkSuggestions(request, endpoint, {
          context,
          module: analysis.module,
          methods,
          call: node,
        });
        const ofSdk = suggestions.map(suggestion => ({
          messageId: 'useUpsertOfSdk' as const,
          data: { difference: differenceOf(suggestion) },
          fix: fixOf(suggestion),
        }));
        context.report({ node, messageId: 'rawCreate', suggest: [...ofSdk, ...importSuggestion(endpoint, node)] });
      },
    };
  },
});

function isCreation({ apiClass, method }: SdkCall): boolean {
  return apiClass === 'ProfilesApi' && method === 'createProfile';
}

function hasCreation(request: HttpRequest): boolean {
  return creation(request) !== undefined;
}

function creation(request: HttpRequest): Endpoint | undefined {
  return endpointsOf(request).find(endpoint => isEndpoint(endpoint, 'POST', '/api/profiles'));
}

function reportMethod(node: TSESTree.CallExpression, context: Readonly<TSESLint.RuleContext<MessageId, []>>): void {
  const callee = unwrap(node.callee);
  const property = callee.type === 'MemberExpression' ? callee.property : callee;
  const isName = property.type === 'Identifier' && callee.type === 'MemberExpression' && !callee.computed;
  const suggest =
    isName && property.name === METHOD && !isDescribed(context.sourceCode)
      ? [
          {
            messageId: 'useUpsert' as const,
            fix: (fixer: TSESLint.RuleFixer) => fixer.replaceText(property, 'createOrUpdateProfile'),
          },
        ]
      : [];
  context.report({ node: property, messageId: 'sdkCreate', suggest });
}

/** Whether a type of the file names the method, and would lack the other one. */
function isDescribed({ ast }: Readonly<TSESLint.SourceCode>): boolean {
  let isNamed = false;
  visit(ast, (at, parent) => {
    const isMember = parent?.type === 'TSPropertySignature' || parent?.type === 'TSMethodSignature';
    if (isMember && parent.key === at && at.type === 'Identifier' && at.name === METHOD) isNamed = true;
    if (parent?.type === 'TSLiteralType' && at.type === 'Literal' && at.value === METHOD) isNamed = true;
  });
  return isNamed;
}

/** Only a path that is written in the call itself is edited: a constant may serve other calls. */
function importSuggestion(
  { text }: Endpoint,
  call: TSESTree.CallExpression,
): TSESLint.ReportSuggestionArray<MessageId> {
  const last = text.parts.findLast(part => 'text' in part && part.text.includes('profiles'));
  if (!last || !('text' in last) || !contains(call, last.node) || !/profiles\/?$/.test(last.text)) return [];
  const { node } = last;
  return [
    {
      messageId: 'useImport',
      fix(fixer) {
        const at = node.range[1] - (node.type === 'TemplateElement' && !node.tail ? 2 : 1);
        const end = last.text.endsWith('/') ? at - 1 : at;
        return fixer.replaceTextRange([end - 'profiles'.length, end], 'profile-import');
      },
    },
  ];
}
