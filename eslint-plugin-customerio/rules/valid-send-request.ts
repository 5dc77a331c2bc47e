import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importOf } from '../../eslint-plugin/edits/import-edit.ts';
import { alternativesOf } from '../../eslint-plugin/values/value.ts';
import { isSdkModule, SDK_PACKAGE } from '../../src/vendors/customerio/sdk-release.ts';
import { findSendRequest, SEND_REQUEST_CLASSES, type SendRequest } from '../../src/vendors/customerio/send-requests.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';
import type { SdkCall } from '../../eslint-plugin/vendor/requests/sdk-call.ts';
import { classOf } from '../customerio/sdk-export.ts';
import { type SendProblem, sendProblems } from '../customerio/send-problems.ts';
import {
  messagesMadeAt,
  messagesMadeBySuper,
  messagesOfCall,
  messagesOfRequest,
  placeOf,
  type SentMessage,
} from '../customerio/sent-messages.ts';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';

type MessageId =
  | 'plainObject'
  | 'otherClass'
  | 'missingOption'
  | 'missingContent'
  | 'missingPart'
  | 'noIdentifier'
  | 'severalIdentifiers'
  | 'unknownOption'
  | 'makeInstance'
  | 'writeOption';
type Context = Readonly<TSESLint.RuleContext<MessageId, []>>;

export default createRule<[], MessageId>({
  name: 'valid-send-request',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require transactional messages to contain what Customer.io needs to send them',
      preset: 'recommended',
      severity: 'error',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      plainObject:
        "'{{method}}' throws for a plain object, so nothing is sent. Pass 'new {{class}}({ … })' of 'customerio-node'.",
      otherClass: "'{{method}}' throws for a '{{given}}', so nothing is sent. Pass a '{{class}}', or call '{{other}}'.",
      missingOption: 'This message has no {{options}}, so Customer.io refuses it. Add {{pronoun}}.',
      missingContent:
        "This message has neither 'transactional_message_id' nor 'body', 'subject' and 'from', so there is nothing to send. Name the template, or give all three.",
      missingPart:
        "This message has no template and lacks {{options}}, so Customer.io refuses it. Add {{pronoun}}, or name a template in 'transactional_message_id'.",
      noIdentifier:
        "These 'identifiers' name nobody, so Customer.io refuses the message. Give one of 'id', 'email' and 'cio_id'.",
      severalIdentifiers:
        "These 'identifiers' have more than one of 'id', 'email' and 'cio_id', and Customer.io takes exactly one. Keep the one that your workspace identifies people by.",
      unknownOption:
        "The SDK drops '{{written}}' silently, because it is no option of '{{class}}'. Write '{{option}}'.",
      makeInstance: "Make it a '{{class}}'.",
      writeOption: "Write '{{option}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const reported = new Set<string>();

    /** Once at each place, though an object may be seen where it is made and where it is sent. */
    function reportAll(messages: readonly SentMessage[], judged: TSESTree.Node, sender?: TSESTree.Node): void {
      for (const message of messages) {
        for (const problem of sendProblems(message)) {
          const written = problem.kind === 'unknownOption' ? problem.key : problem.at.node;
          const node = placeOf(written, judged, sender);
          const id = [...node.range, problem.kind].join();
          if (reported.has(id)) continue;
          reported.add(id);
          context.report({ node, ...describe(problem, message.request), suggest: offers(problem, node, context) });
        }
      }
    }

    return {
      NewExpression(node) {
        if (!analysis.isDouble) reportAll(messagesMadeAt(node), node);
      },
      CallExpression(node) {
        if (!analysis.isDouble) reportAll(messagesMadeBySuper(node), node);
        const [wrong] = analysis.sdkCallsAt(node, takesOther);
        if (wrong) reportWrongClass(wrong, node, context);
        const [call] = analysis.sdkCallsAt(node, hasProblem);
        if (call) reportAll(messagesOfCall(call), node, call.node);
        const [request] = analysis.requestsAt(node, isProblematic);
        if (request) reportAll(messagesOfRequest(request), node, request.node);
      },
    };
  },
});

function hasProblem(call: SdkCall): boolean {
  return messagesOfCall(call).some(message => sendProblems(message).length > 0);
}

function isProblematic(request: HttpRequest): boolean {
  return messagesOfRequest(request).some(message => sendProblems(message).length > 0);
}

function takesOther(call: SdkCall): boolean {
  return otherThanWanted(call) !== undefined;
}

/** What a sending method is given that is surely no object of its class: the class that it is of, or nothing for a plain object. */
function otherThanWanted({
  apiClass,
  method,
  args: [given],
}: SdkCall): { wanted: SendRequest; given?: SendRequest } | undefined {
  const wanted = apiClass === 'APIClient' ? findSendRequest(method) : undefined;
  if (!wanted || !given) return undefined;
  const options = alternativesOf(given).filter(({ kind }) => kind !== 'nullish');
  if (
    options.length > 0 &&
    options.every(option => option.kind === 'object' && option.node?.type === 'ObjectExpression')
  )
    return { wanted };
  const [name, ...more] = new Set(options.map(option => classOf(option)));
  const other = more.length === 0 ? SEND_REQUEST_CLASSES.find(({ requestClass }) => requestClass === name) : undefined;
  return other && other !== wanted ? { wanted, given: other } : undefined;
}

function reportWrongClass(call: SdkCall, node: TSESTree.CallExpression, context: Context): void {
  const found = otherThanWanted(call);
  if (!found) return;
  const { wanted, given } = found;
  const own = node.arguments[0];
  const isOwn = call.node === node && own !== undefined;
  const at = isOwn ? own : node;
  const data = { method: wanted.method, class: wanted.requestClass };
  if (given) {
    const more = { given: given.requestClass, other: given.method };
    context.report({ node: at, messageId: 'otherClass', data: { ...data, ...more } });
    return;
  }
  const imported =
    isOwn && own.type === 'ObjectExpression'
      ? importOf(context.sourceCode, { name: wanted.requestClass, from: SDK_PACKAGE, isSame: isSdkModule })
      : undefined;
  const fix: TSESLint.ReportFixFunction = fixer => [
    ...(imported?.edit(fixer) ?? []),
    fixer.insertTextBefore(at, `new ${imported?.name}(`),
    fixer.insertTextAfter(at, ')'),
  ];
  const suggest = imported ? [{ messageId: 'makeInstance' as const, data: { class: wanted.requestClass }, fix }] : [];
  context.report({ node: at, messageId: 'plainObject', data, suggest });
}

function describe(problem: SendProblem, request: SendRequest): { messageId: MessageId; data?: Record<string, string> } {
  switch (problem.kind) {
    case 'missing':
      return { messageId: 'missingOption', data: listed(problem.options) };
    case 'content':
      return problem.template
        ? { messageId: 'missingContent' }
        : { messageId: 'missingPart', data: listed(problem.options) };
    case 'unknownOption':
      return {
        messageId: 'unknownOption',
        data: { written: problem.written, option: problem.option, class: request.requestClass },
      };
    default:
      return { messageId: problem.kind };
  }
}

function listed(options: readonly string[]): { options: string; pronoun: string } {
  const quoted = options.map(option => `'${option}'`);
  const last = quoted.pop() ?? '';
  return {
    options: quoted.length > 0 ? `${quoted.join(', ')} and ${last}` : last,
    pronoun: quoted.length > 0 ? 'them' : 'it',
  };
}

/** The key keeps its quotes; a shorthand keeps its value. */
function offers(
  problem: SendProblem,
  node: TSESTree.Node,
  { sourceCode }: Context,
): TSESLint.ReportSuggestionArray<MessageId> {
  if (problem.kind !== 'unknownOption' || node !== problem.key || node.parent?.type !== 'Property') return [];
  const { option } = problem;
  const { shorthand, computed } = node.parent;
  if (computed) return [];
  const isQuoted = /^['"]/.test(sourceCode.getText(node));
  const fix: TSESLint.ReportFixFunction = fixer => {
    if (shorthand) return fixer.insertTextBefore(node, `${option}: `);
    return isQuoted
      ? fixer.replaceTextRange([node.range[0] + 1, node.range[1] - 1], option)
      : fixer.replaceText(node, option);
  };
  return [{ messageId: 'writeOption', data: { option }, fix }];
}
