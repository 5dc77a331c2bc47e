import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import { type Module, moduleOf } from '../../eslint-plugin/program/module.ts';
import { staticName } from '../../eslint-plugin/program/node.ts';
import { keysOf } from '../../eslint-plugin/values/key-origins.ts';
import { constantString, type ObjectValue } from '../../eslint-plugin/values/value.ts';
import { COMPLIANCE_OPTIONS, SEND_REQUEST_CLASSES } from '../../src/vendors/customerio/send-requests.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';
import type { SdkCall } from '../../eslint-plugin/vendor/requests/sdk-call.ts';
import { classOf } from '../customerio/sdk-export.ts';
import {
  messagesMadeAt,
  messagesMadeBySuper,
  messagesOfCall,
  messagesOfRequest,
  optionOf,
  type SentMessage,
} from '../customerio/sent-messages.ts';

type MessageId = 'unsubscribed' | 'noCopy';
type SourceCode = Readonly<TSESLint.SourceCode>;

const MESSAGE_OF: Readonly<Record<string, MessageId>> = {
  send_to_unsubscribed: 'unsubscribed',
  disable_message_retention: 'noCopy',
};

export default createRule<[], MessageId>({
  name: 'no-compliance-override',
  meta: {
    type: 'suggestion',
    docs: {
      description:
        'Disallow messages to people who have unsubscribed, and messages without a copy, unless a comment says why',
      preset: 'recommended',
      severity: 'warning',
      since: '0.3.0',
    },
    messages: {
      unsubscribed:
        "'send_to_unsubscribed' sends this message to people who have unsubscribed. Leave it out, or say in a comment beside it why they must get this message.",
      noCopy:
        "'disable_message_retention' keeps no copy of what this message said. Leave it out, or say in a comment beside it why its content must not be kept.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { isDouble, module, valueOf, sdkCallsAt, requestsAt } = analyze(context);
    if (isDouble) return {};
    const reported = new Set<TSESTree.Node>();

    function reportAll(messages: readonly SentMessage[], fallback: TSESTree.Node): void {
      for (const { options } of messages) {
        for (const name of overridesIn(options)) {
          const node = keyIn(options, name, module) ?? fallback;
          const messageId = MESSAGE_OF[name];
          if (!messageId || reported.has(node) || hasReason(node, context.sourceCode)) continue;
          reported.add(node);
          context.report({ node, messageId });
        }
      }
    }

    /** `request.message.send_to_unsubscribed = true`. */
    function checkAssignment({ left, right }: TSESTree.AssignmentExpression): void {
      const name = left.type === 'MemberExpression' ? staticName(left) : undefined;
      const messageId = MESSAGE_OF[name ?? ''];
      if (left.type !== 'MemberExpression' || !messageId || constantString(valueOf(right)) !== 'true') return;
      const { object, property } = left;
      if (object.type !== 'MemberExpression' || staticName(object) !== 'message' || !isRequest(object.object)) return;
      if (!hasReason(property, context.sourceCode)) context.report({ node: property, messageId });
    }

    function isRequest(node: TSESTree.Node): boolean {
      const name = classOf(valueOf(node));
      return SEND_REQUEST_CLASSES.some(({ requestClass }) => requestClass === name);
    }

    return {
      AssignmentExpression: checkAssignment,
      NewExpression: node => reportAll(messagesMadeAt(node), node),
      CallExpression(node) {
        reportAll(messagesMadeBySuper(node), node);
        reportAll(sdkCallsAt(node, overridesInCall).slice(0, 1).flatMap(messagesOfCall), node);
        reportAll(requestsAt(node, overridesInRequest).slice(0, 1).flatMap(messagesOfRequest), node);
      },
    };
  },
});

function overridesInCall(call: SdkCall): boolean {
  return messagesOfCall(call).some(({ options }) => overridesIn(options).length > 0);
}

function overridesInRequest(request: HttpRequest): boolean {
  return messagesOfRequest(request).some(({ options }) => overridesIn(options).length > 0);
}

/** The options that are on, whatever happens. */
function overridesIn(options: ObjectValue): string[] {
  return COMPLIANCE_OPTIONS.filter(name => {
    const value = optionOf(options, name);
    return value !== undefined && constantString(value) === 'true';
  });
}

function keyIn(options: ObjectValue, name: string, module: Module): TSESTree.Node | undefined {
  return keysOf(options.properties.get(name)).findLast(key => moduleOf(key) === module);
}

/** A comment on the same line, or on the lines above the option, or above the two options together. */
function hasReason(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  const { line } = node.loc.start;
  const first = OPTION_ALONE.test(sourceCode.lines[line - 2] ?? '') ? line - 1 : line;
  return sourceCode.getAllComments().some(comment => {
    const isAbove = comment.loc.end.line === first - 1 && isAloneInLine(comment, sourceCode);
    return isReason(comment.value) && (comment.loc.start.line === line || isAbove);
  });
}

/** A line with one of the options, and no reason of its own. */
const OPTION_ALONE = /^\s*['"]?(?:send_to_unsubscribed|disable_message_retention)['"]?: true,\s*$/;

function isAloneInLine({ loc }: TSESTree.Comment, { lines }: SourceCode): boolean {
  return (lines[loc.start.line - 1] ?? '').slice(0, loc.start.column).trim() === '';
}

const DIRECTIVE = /^(?:@ts-|eslint-|prettier-|c8 |v8 |istanbul )/i;
const CODE = /^[\w$]{1,60}: ?(?:true|false|null|undefined|[\d'"`{[])/;

/** Some words; a directive for a tool, or code that is commented out, says nothing about why. */
function isReason(comment: string): boolean {
  const text = comment.trim();
  const words = text.split(/[^a-z]/i).filter(word => word.length > 1);
  return words.length > 1 && !DIRECTIVE.test(text) && !CODE.test(text);
}
