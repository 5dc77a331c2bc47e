import type { TSESTree } from '@typescript-eslint/utils';
import { findPrivateKeys, maskKey } from '../../src/klaviyo/keys.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../syntax/analyze.ts';
import { flatten, textsOf, type Value } from '../syntax/value.ts';

export default createRule({
  name: 'no-hardcoded-key',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow Klaviyo private keys written in source',
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
    },
    messages: {
      writtenKey: "The Klaviyo private key '{{masked}}' is written in source. Read it from the environment, and revoke this one.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { sourceCode } = context;
    const { text } = sourceCode;
    if (!text.includes('pk')) return {};
    const written = findPrivateKeys(text);
    const assembled = new Set<string>();

    function checkAssembled(node: TSESTree.Expression): void {
      if (isPieceOfMore(node)) return;
      const key = assembledKey(analyze(context).valueOf(node));
      if (key === undefined || assembled.has(key)) return;
      assembled.add(key);
      context.report({ node, messageId: 'writtenKey', data: { masked: maskKey(key) } });
    }

    return {
      Program() {
        for (const { key, index } of written) {
          const literal = sourceCode.getNodeByRangeIndex(index);
          const loc = literal?.type === 'Literal' && literal.range[1] >= index + key.length ? literal.loc : undefined;
          const exact = { start: sourceCode.getLocFromIndex(index), end: sourceCode.getLocFromIndex(index + key.length) };
          context.report({ loc: loc ?? exact, messageId: 'writtenKey', data: { masked: maskKey(key) } });
        }
      },
      "BinaryExpression[operator='+']": checkAssembled,
      'TemplateLiteral[expressions.length>0]': checkAssembled,
      'CallExpression[callee.property.name=/^(?:concat|join)$/]': checkAssembled,
    };
  },
});

function isPieceOfMore({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'BinaryExpression' && parent.operator === '+';
}

/** A key that only stands there once the pieces are put together; a piece that holds it is reported where it is written. */
function assembledKey(value: Value): string | undefined {
  for (const text of textsOf(value)) {
    const isWritten = text.parts.some(part => 'text' in part && findPrivateKeys(part.text).length > 0);
    const [found] = isWritten ? [] : findPrivateKeys(flatten(text));
    if (found) return found.key;
  }
  return undefined;
}
