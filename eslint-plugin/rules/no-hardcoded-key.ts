import type { JSONSchema, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type AllowedKey, isAllowedKey } from '../../src/vendors/allowed-key.ts';
import type { KeyMatch } from '../../src/vendors/klaviyo/key-match.ts';
import { findPrivateKeys, findWholeKeys } from '../../src/vendors/klaviyo/keys.ts';
import { mayHoldPlainKey } from '../../src/vendors/klaviyo/key-signs.ts';
import { isSigned } from '../../src/vendors/klaviyo/sign.ts';
import { describeWrittenKey, WRITTEN_KEY_MESSAGES } from '../../src/messages/written-key.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { replacementsFor } from '../vendor/written-keys/environment-read.ts';
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

const FIXES = {
  readVariable: "Read it from '{{variable}}', and revoke this key, which the history keeps.",
  readVariableOrNothing:
    "Read it from '{{variable}}', with an empty text where that is not set, and revoke this key, which the history keeps.",
};

type MessageId = keyof typeof WRITTEN_KEY_MESSAGES | keyof typeof FIXES;

export default createRule<[Options], MessageId>({
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
    hasSuggestions: true,
    messages: { ...WRITTEN_KEY_MESSAGES, ...FIXES },
    schema: [{ type: 'object', additionalProperties: false, properties: { allow: allowSchema } }],
    defaultOptions: [{}],
  },
  create(context, [{ allow = [] }]) {
    const { sourceCode } = context;
    const { text } = sourceCode;
    const reported = new Set<string>();

    function report(
      { key, isEncoded }: KeyMatch,
      place: { node: TSESTree.Node } | { loc: TSESTree.SourceLocation },
      holder?: TSESTree.Node,
    ): void {
      reported.add(key);
      if (!isAllowedKey(allow, key))
        context.report({
          ...place,
          messageId: isEncoded ? 'encodedKey' : 'writtenKey',
          data: describeWrittenKey(key),
          suggest: isEncoded || !holder ? [] : suggestions(holder, key, context),
        });
    }

    function reportOnce(node: TSESTree.Expression, matches: readonly KeyMatch[]): void {
      for (const match of matches) if (!reported.has(match.key)) report(match, { node });
    }

    function checkExpression(node: TSESTree.Expression): void {
      if (!isPieceOfMore(node)) reportOnce(node, assembledKeys(analyze(context).valueOf(node)));
    }

    const places = {
      Program() {
        for (const match of findWholeKeys(text))
          report(match, { loc: placeOf(match, sourceCode) }, literalAt(match, sourceCode));
      },
      'Program:exit'() {
        const hidden = findPrivateKeys(text).filter(({ key }) => !reported.has(key));
        for (const match of hidden) report(match, { loc: placeOf(match, sourceCode) });
      },
    };
    if (!isSigned(text) || !(mayHoldPlainKey(text) || MAY_BE_PUT_TOGETHER.test(text))) return places;
    return {
      ...places,
      Literal(node) {
        // Written with escapes that mean nothing, such as `\p`.
        if (typeof node.value === 'string' && node.raw.includes('\\')) reportOnce(node, findPrivateKeys(node.value));
      },
      "BinaryExpression[operator='+']": checkExpression,
      'TemplateLiteral[expressions.length>0]': checkExpression,
      'CallExpression[callee.property.name=/^(?:concat|join|reduce|reduceRight|replace|replaceAll)$/]': checkExpression,
      "AssignmentExpression[operator='+=']"(node: TSESTree.AssignmentExpression) {
        const { valueOf } = analyze(context);
        reportOnce(node, assembledKeys(concatenate([valueOf(node.left), valueOf(node.right)])));
      },
    };
  },
});

/** The prefix in pieces, or with an escape; digits that end a text; two values side by side; a key from its end. */
const MAY_BE_PUT_TOGETHER =
  /fromCharCode|fromCodePoint|_kp['"`]|['"`}](?:p|pk|pk_|k|k_|_)['"`$]|\\[pk_]|\\x70|\\u0070|\\x6b|\\u006b|\\x5f|\\u005f|[0-9a-f]{8}['"`]|\}\$\{/i;

/** The literal or template that a key stands in. */
function literalAt({ index }: KeyMatch, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.Node | undefined {
  const node = sourceCode.getNodeByRangeIndex(index);
  return node?.type === 'TemplateElement' ? node.parent : (node ?? undefined);
}

function suggestions(
  node: TSESTree.Node,
  key: string,
  context: Readonly<TSESLint.RuleContext<MessageId, [Options]>>,
): TSESLint.ReportSuggestionArray<MessageId> {
  // Only then the names of the file are known.
  analyze(context);
  return replacementsFor(node, key, context).map(({ range, text, read, way }) => ({
    messageId: way === 'orEmpty' ? 'readVariableOrNothing' : 'readVariable',
    data: { variable: read },
    fix: fixer => fixer.replaceTextRange(range, text),
  }));
}

/** The literal, or for a key in pieces the expression, that holds it; within more, such as a comment or a template, its own place. */
function placeOf({ index, length }: KeyMatch, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.SourceLocation {
  const end = index + length;
  let node: TSESTree.Node | undefined | null = sourceCode.getNodeByRangeIndex(index);
  while (node && node.range[1] < end && isOfText(node)) node = node.parent;
  if (node && node.range[1] >= end && isOfText(node)) return node.loc;
  return { start: sourceCode.getLocFromIndex(index), end: sourceCode.getLocFromIndex(end) };
}

function isOfText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' || (node.type === 'BinaryExpression' && node.operator === '+');
}

function isPieceOfMore({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'BinaryExpression' && parent.operator === '+';
}

/** The keys that only stand there once the pieces are put together; a piece that holds one is reported where it is written. */
function assembledKeys(value: Value): KeyMatch[] {
  return textsOf(value).flatMap(text => {
    const isWritten = text.parts.some(
      part => 'text' in part && part.node.type !== 'CallExpression' && findPrivateKeys(part.text).length > 0,
    );
    return isWritten ? [] : findPrivateKeys(flatten(text));
  });
}
