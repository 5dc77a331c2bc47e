import type { JSONSchema, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type AllowedKey, isAllowedKey } from '../../../src/vendors/allowed-key.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import { concatenate, flatten, textsOf, type Value } from '../../values/value.ts';
import { analyze } from '../analyze.ts';
import { keysInUse } from '../written-keys/keys-in-use.ts';
import { replacementsFor, type VariableName } from '../written-keys/environment-read.ts';

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

type MessageId = 'writtenKey' | 'encodedKey' | keyof typeof FIXES;

/** A key in a text. */
export interface WrittenKey {
  key: string;
  /** What stands for it there, in UTF-16 offsets. */
  index: number;
  length: number;
  /** Whether it is in base64. */
  isEncoded: boolean;
}

/** How keys are known by how they look. */
export interface KeyLook {
  /** The keys that stand in a text as a whole. */
  findWhole(text: string): readonly WrittenKey[];
  /** The same, and those that are written in other ways. */
  findAny(text: string): readonly WrittenKey[];
  /**
   * Returns whether one may be put together in a text, so that its expressions are evaluated.
   *
   * @param someInSight tells whether a text passes a test from which a value can come
   */
  mayBePutTogether(text: string, someInSight: (test: (text: string) => boolean) => boolean): boolean;
}

/** What the rule says, and what it looks for. */
export interface HardcodedKeyWords {
  docs: RuleDocs;
  messages: Record<'writtenKey' | 'encodedKey', string>;
  /** The values of placeholders, without the key. */
  dataOf(key: string): Record<string, string>;
  variable: VariableName;
  look: KeyLook;
}

/** Makes the rule against a vendor's keys in source: those that their look tells, and those that are used as one. */
export function noHardcodedKey(
  vendor: Vendor,
  { docs, messages, dataOf, variable, look }: HardcodedKeyWords,
): RuleDefinition<[Options], MessageId> {
  return {
    name: 'no-hardcoded-key',
    meta: {
      type: 'problem',
      docs,
      hasSuggestions: true,
      messages: { ...messages, ...FIXES },
      schema: [{ type: 'object', additionalProperties: false, properties: { allow: allowSchema } }],
      defaultOptions: [{}],
    },
    create(context, [{ allow = [] }]) {
      const { sourceCode } = context;
      const reported = new Set<string>();

      function report(
        { key, isEncoded }: Pick<WrittenKey, 'key' | 'isEncoded'>,
        place: { node: TSESTree.Node } | { loc: TSESTree.SourceLocation },
        holder?: TSESTree.Node,
      ): void {
        reported.add(key);
        if (!isAllowedKey(allow, key))
          context.report({
            ...place,
            messageId: isEncoded ? 'encodedKey' : 'writtenKey',
            data: dataOf(key),
            suggest: isEncoded || !holder ? [] : suggestions(holder, key),
          });
      }

      function suggestions(node: TSESTree.Node, key: string): TSESLint.ReportSuggestionArray<MessageId> {
        // Only then the names of the file are known.
        analyze(context, vendor);
        return replacementsFor(node, { key, variable }, context).map(({ range, text: written, read, way }) => ({
          messageId: way === 'orEmpty' ? 'readVariableOrNothing' : 'readVariable',
          data: { variable: read },
          fix: fixer => fixer.replaceTextRange(range, written),
        }));
      }

      function reportOnce(node: TSESTree.Expression, matches: readonly WrittenKey[]): void {
        for (const match of matches) if (!reported.has(match.key)) report(match, { node });
      }

      function checkExpression(node: TSESTree.Expression): void {
        if (!isPieceOfMore(node)) reportOnce(node, assembledKeys(analyze(context, vendor).valueOf(node), look));
      }

      const firstUse = createFirstUse(reported);

      /** What is used as a key is one, whatever it looks like; each place is reported, as of a key that is known by its looks. */
      function checkUse(node: TSESTree.CallExpression | TSESTree.NewExpression): void {
        for (const { key, place, isEncoded } of keysInUse(node, analyze(context, vendor), vendor))
          if (firstUse(key, place)) report({ key, isEncoded }, { node: place }, place);
      }

      const isUsed = vendor.keys.mayBeSecret !== undefined && vendor.mentions(sourceCode.text);
      const places: TSESLint.RuleListener = {
        Program() {
          for (const match of look.findWhole(sourceCode.text))
            report(match, { loc: placeOf(match, sourceCode) }, literalAt(match, sourceCode));
        },
        ...(isUsed && { NewExpression: checkUse, CallExpression: checkUse }),
        'Program:exit'() {
          const hidden = look.findAny(sourceCode.text).filter(({ key }) => !reported.has(key));
          for (const match of hidden) report(match, { loc: placeOf(match, sourceCode) });
        },
      };
      if (!look.mayBePutTogether(sourceCode.text, test => analyze(context, vendor).mayHold(test))) return places;
      return {
        ...places,
        Literal(node) {
          // Written with escapes that mean nothing, such as `\p`.
          if (typeof node.value === 'string' && node.raw.includes('\\')) reportOnce(node, look.findAny(node.value));
        },
        "BinaryExpression[operator='+']": checkExpression,
        'TemplateLiteral[expressions.length>0]': checkExpression,
        'CallExpression[callee.property.name=/^(?:concat|join|reduce|reduceRight|replace|replaceAll)$/]':
          checkExpression,
        "AssignmentExpression[operator='+=']"(node: TSESTree.AssignmentExpression) {
          const { valueOf } = analyze(context, vendor);
          reportOnce(node, assembledKeys(concatenate([valueOf(node.left), valueOf(node.right)]), look));
        },
      };
    },
  };
}

/** Returns of a key that is used, once for each place, whether it is still to be reported there. @param reported keys, also by their looks */
function createFirstUse(reported: ReadonlySet<string>): (key: string, place: TSESTree.Node) => boolean {
  const keys = new Set<string>();
  const places = new Set<TSESTree.Node>();
  return (key, place) => {
    if (places.has(place) || (reported.has(key) && !keys.has(key))) return false;
    places.add(place);
    keys.add(key);
    return true;
  };
}

/** The literal or template that a key stands in. */
function literalAt({ index }: WrittenKey, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.Node | undefined {
  const node = sourceCode.getNodeByRangeIndex(index);
  return node?.type === 'TemplateElement' ? node.parent : (node ?? undefined);
}

/** The literal, or for a key in pieces the expression, that holds it; within more, such as a comment or a template, its own place. */
function placeOf({ index, length }: WrittenKey, sourceCode: Readonly<TSESLint.SourceCode>): TSESTree.SourceLocation {
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
function assembledKeys(value: Value, { findAny }: KeyLook): WrittenKey[] {
  return textsOf(value).flatMap(text => {
    const isWritten = text.parts.some(
      part => 'text' in part && part.node.type !== 'CallExpression' && findAny(part.text).length > 0,
    );
    return isWritten ? [] : findAny(flatten(text));
  });
}
