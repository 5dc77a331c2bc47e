import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import { alternativesOf, constantString, type ObjectValue, type Value } from '../../eslint-plugin/values/value.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';
import type { SdkCall } from '../../eslint-plugin/vendor/requests/sdk-call.ts';
import {
  messagesMadeAt,
  messagesMadeBySuper,
  messagesOfCall,
  messagesOfRequest,
  optionOf,
  placeOf,
  type SentMessage,
} from '../customerio/sent-messages.ts';

type MessageId = 'missingField' | 'missingData';

interface Options {
  /** The fields that each template reads, by the name or number of the template. */
  templates?: Record<string, readonly string[]>;
}

export default createRule<[Options], MessageId>({
  name: 'require-message-data',
  meta: {
    type: 'problem',
    docs: {
      description: "Require 'message_data' to have the fields that the configuration declares for the template",
      preset: 'recommended',
      severity: 'error',
      since: '0.3.0',
    },
    messages: {
      missingField:
        "The template '{{template}}' reads {{fields}}, which this 'message_data' lacks, so the message fails or goes out with a gap. Add {{pronoun}}.",
      missingData:
        "The template '{{template}}' reads {{fields}}, and this message has no 'message_data', so it fails or goes out with a gap. Add {{pronoun}}.",
    },
    schema: [
      {
        type: 'object',
        properties: {
          templates: {
            type: 'object',
            description:
              'The fields that each template reads, by its name or number: what stands behind `trigger.` in its Liquid.',
            additionalProperties: { type: 'array', items: { type: 'string' }, uniqueItems: true },
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
  },
  create(context, [{ templates = {} }]) {
    if (Object.keys(templates).length === 0) return {};
    const { isDouble, sdkCallsAt, requestsAt } = analyze(context);
    if (isDouble) return {};
    const reported = new Set<TSESTree.Node>();
    const gapsOf = (messages: readonly SentMessage[]): Gap[] =>
      messages.flatMap(({ options }) => gapIn(options, templates) ?? []);
    // The same functions each time, by which is kept what is found.
    const lacksInCall = (call: SdkCall): boolean => gapsOf(messagesOfCall(call)).length > 0;
    const lacksInRequest = (request: HttpRequest): boolean => gapsOf(messagesOfRequest(request)).length > 0;

    function reportAll(messages: readonly SentMessage[], judged: TSESTree.Node, sender?: TSESTree.Node): void {
      for (const { at, template, fields, hasData } of gapsOf(messages)) {
        const node = placeOf(at.node, judged, sender);
        if (reported.has(node)) continue;
        reported.add(node);
        const data = { template, fields: listed(fields), pronoun: fields.length > 1 ? 'them' : 'it' };
        context.report({ node, messageId: hasData ? 'missingField' : 'missingData', data });
      }
    }

    return {
      NewExpression: node => reportAll(messagesMadeAt(node), node),
      CallExpression(node) {
        reportAll(messagesMadeBySuper(node), node);
        const [call] = sdkCallsAt(node, lacksInCall);
        if (call) reportAll(messagesOfCall(call), node, call.node);
        const [request] = requestsAt(node, lacksInRequest);
        if (request) reportAll(messagesOfRequest(request), node, request.node);
      },
    };
  },
});

interface Gap {
  at: ObjectValue;
  template: string;
  fields: string[];
  hasData: boolean;
}

function gapIn(options: ObjectValue, templates: NonNullable<Options['templates']>): Gap | undefined {
  const id = optionOf(options, 'transactional_message_id');
  const template = id && constantString(id);
  const declared = template !== undefined && Object.hasOwn(templates, template) ? (templates[template] ?? []) : [];
  const given = optionOf(options, 'message_data');
  if (template === undefined || declared.length === 0 || (!given && options.open)) return undefined;
  if (!given) return { at: options, template, fields: [...declared], hasData: false };
  const [at, ...more] = alternativesOf(given);
  // Of several objects each may be the one for another template.
  if (at?.kind !== 'object' || more.length > 0) return undefined;
  const fields = declared.filter(field => lacksField(at, field.split('.')));
  return fields.length > 0 ? { at, template, fields, hasData: true } : undefined;
}

/** Whether a field, such as `order.total`, is surely not there. */
function lacksField(value: Value, [name = '', ...rest]: readonly string[]): boolean {
  if (value.kind === 'nullish') return true;
  if (value.kind !== 'object') return false;
  const member = value.properties.get(name)?.();
  if (!member) return !value.open;
  return rest.length > 0 && lacksField(member, rest);
}

function listed(fields: readonly string[]): string {
  const quoted = fields.map(field => `'${field}'`);
  const last = quoted.pop() ?? '';
  return quoted.length > 0 ? `${quoted.join(', ')} and ${last}` : last;
}
