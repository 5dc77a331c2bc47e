import type { JSONSchema, TSESTree } from '@typescript-eslint/utils';
import { type AllowedKey, isAllowedKey } from '../../src/vendors/klaviyo/allowed-key.ts';
import { findPrivateKeys, type KeyMatch, mayHoldKey } from '../../src/vendors/klaviyo/keys.ts';
import { isSigned } from '../../src/vendors/klaviyo/sign.ts';
import { describeWrittenKey, WRITTEN_KEY_MESSAGES } from '../../src/messages/written-key.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { concatenate, flatten, textsOf, type Value } from '../values/value.ts';

interface Options {
  /** Keys that may stay, with the reason. */
  allow?: AllowedKey[];
}

const allowSchema: JSONSchema.JSONSchema4 = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['fingerprint', 'reason'],
    properties: {
      fingerprint: { type: 'string', pattern: '^(?:[0-9a-f]{16}|[0-9a-f]{32})$' },
      reason: { type: 'string', pattern: String.raw`\S` },
    },
  },
};

export default createRule<[Options], keyof typeof WRITTEN_KEY_MESSAGES>({
  name: 'no-hardcoded-key',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow Klaviyo private keys written in source',
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
      looksAt: 'every file',
    },
    messages: WRITTEN_KEY_MESSAGES,
    schema: [{ type: 'object', additionalProperties: false, properties: { allow: allowSchema } }],
    defaultOptions: [{}],
  },
  create(context, [{ allow = [] }]) {
    const { sourceCode } = context;
    const { text } = sourceCode;
    if (!isSigned(text) || !(mayHoldKey(text) || MAY_BE_PUT_TOGETHER.test(text))) return {};
    const assembled = new Set<string>();

    function report(
      { key, isEncoded }: KeyMatch,
      place: { node: TSESTree.Node } | { loc: TSESTree.SourceLocation },
    ): void {
      if (!isAllowedKey(allow, key))
        context.report({ ...place, messageId: isEncoded ? 'encodedKey' : 'writtenKey', data: describeWrittenKey(key) });
    }

    function checkAssembled(node: TSESTree.Expression, value: Value): void {
      const match = assembledKey(value);
      if (match === undefined || assembled.has(match.key)) return;
      assembled.add(match.key);
      report(match, { node });
    }

    function checkExpression(node: TSESTree.Expression): void {
      if (!isPieceOfMore(node)) checkAssembled(node, analyze(context).valueOf(node));
    }

    return {
      Program() {
        for (const match of findPrivateKeys(text)) {
          const { index, length } = match;
          const literal = sourceCode.getNodeByRangeIndex(index);
          const loc = literal?.type === 'Literal' && literal.range[1] >= index + length ? literal.loc : undefined;
          report(match, {
            loc: loc ?? { start: sourceCode.getLocFromIndex(index), end: sourceCode.getLocFromIndex(index + length) },
          });
        }
      },
      Literal(node) {
        // Written with escapes, such as `\x70k_…`.
        if (typeof node.value !== 'string' || !node.raw.includes('\\') || findPrivateKeys(node.raw).length > 0) return;
        for (const match of findPrivateKeys(node.value)) report(match, { node });
      },
      "BinaryExpression[operator='+']": checkExpression,
      'TemplateLiteral[expressions.length>0]': checkExpression,
      'CallExpression[callee.property.name=/^(?:concat|join|replace|replaceAll)$/]': checkExpression,
      "AssignmentExpression[operator='+=']"(node: TSESTree.AssignmentExpression) {
        const { valueOf } = analyze(context);
        checkAssembled(node, concatenate([valueOf(node.left), valueOf(node.right)]));
      },
    };
  },
});

/** The prefix in pieces, or with an escape. */
const MAY_BE_PUT_TOGETHER = /['"`}](?:p|pk|pk_|k|k_|_)['"`$]|\\x70|\\u0070|\\x6b|\\u006b|\\x5f|\\u005f/i;

function isPieceOfMore({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'BinaryExpression' && parent.operator === '+';
}

/** A key that only stands there once the pieces are put together; a piece that holds it is reported where it is written. */
function assembledKey(value: Value): KeyMatch | undefined {
  for (const text of textsOf(value)) {
    const isWritten = text.parts.some(part => 'text' in part && findPrivateKeys(part.text).length > 0);
    const [found] = isWritten ? [] : findPrivateKeys(flatten(text));
    if (found) return found;
  }
  return undefined;
}
