import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { compareReleases } from '../../src/vendors/klaviyo/method-history.ts';
import { createRule } from '../create-rule.ts';
import { sdkVersion } from '../settings.ts';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { declaredMembers, declaredProperty, mayHaveProperty } from '../edits/declared-type.ts';
import { variableOf } from '../program/module.ts';
import { staticName } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { isConverted } from '../klaviyo/converted-keys.ts';
import type { DroppedKey } from '../klaviyo/dropped-keys.ts';
import { isOnlyForSdk } from '../klaviyo/escape-analysis.ts';

type MessageId = 'droppedAttribute' | 'givenTwice' | 'unknownAttribute' | 'useCamelCase';

/** The first release that serialises payloads; before, they were sent as they are. */
const FIRST_SERIALIZING = '6';

export default createRule<[], MessageId>({
  name: 'no-snake-case-attribute',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow snake_case attributes in payloads of the SDK, which drops them silently',
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      droppedAttribute:
        "The SDK drops '{{key}}' silently, because it names attributes in camelCase. Write '{{attribute}}'.",
      givenTwice: "The SDK drops '{{key}}' silently and sends '{{attribute}}', which is given too. Remove '{{key}}'.",
      unknownAttribute:
        "The SDK drops '{{key}}' silently, because it is no attribute that it knows. Put data of your own into 'properties'.",
      useCamelCase: "Write '{{attribute}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const { text } = context.sourceCode;
    const installed = sdkVersion(context, 'klaviyo');
    const reported = new Set<TSESTree.Node>();
    if (installed !== undefined && compareReleases(installed, FIRST_SERIALIZING) < 0) return {};

    /** Where a release before 6 may be installed, which wants snake_case. */
    function isInDoubt({ isReadyMade }: DroppedKey): boolean {
      return isReadyMade && installed === undefined && !text.includes('GlobalApiKeySettings');
    }

    function report(dropped: DroppedKey): void {
      const { node, key, attribute, isGivenToo } = dropped;
      const data = { key, attribute: attribute ?? '' };
      if (attribute === undefined || isGivenToo) {
        context.report({ node, messageId: attribute === undefined ? 'unknownAttribute' : 'givenTwice', data });
        return;
      }
      const fix = renamingOfAll(node, key, attribute);
      const isSafe = !isInDoubt(dropped) && isOnlyForSdk(node, key);
      const offer = isSafe
        ? { fix }
        : { suggest: fix ? [{ messageId: 'useCamelCase' as const, data: { attribute }, fix }] : [] };
      context.report({ node, messageId: 'droppedAttribute', data, ...offer });
    }

    return {
      'Program:exit'() {
        for (const dropped of analysis.droppedKeys()) {
          const isOld = isInDoubt(dropped) && text.includes('ConfigWrapper');
          if (isOld || isDeleted(dropped.key, text) || isConverted(dropped.node) || reported.has(dropped.node))
            continue;
          reported.add(dropped.node);
          report(dropped);
        }
      },
    };
  },
});

/** A key that is taken out again is not sent. */
function isDeleted(key: string, text: string): boolean {
  const [, ...deletions] = text.split(/\bdelete\s/);
  return deletions.some(rest =>
    rest
      .split(/[;\n]/)[0]
      ?.split(/[^\w$-]+/)
      .includes(key),
  );
}

/** With the reads of the same object; none where the type that the file gives to it lacks the attribute. */
function renamingOfAll(node: TSESTree.Node, key: string, attribute: string): TSESLint.ReportFixFunction | null {
  const object = node.parent?.type === 'Property' ? node.parent.parent : undefined;
  const isLiteral = object?.type === 'ObjectExpression';
  const holder =
    node.parent?.type === 'MemberExpression' ? node.parent.object : isLiteral ? declaredBy(object) : undefined;
  const signature =
    isLiteral && !mayHaveProperty(object, attribute, isSdkModule) ? declaredProperty(object, key) : undefined;
  if (isLiteral && !signature && !mayHaveProperty(object, attribute, isSdkModule)) return null;
  const variable = holder && variableOf(holder);
  const [definition] = variable?.defs ?? [];
  if (definition?.name.type === 'Identifier' && definition.name.typeAnnotation) {
    const members = declaredMembers(definition.name);
    if (!signature && members && !members.has(attribute)) return null;
  }
  const reads = (variable?.references ?? []).flatMap(({ identifier }) => readOf(identifier, key) ?? []);
  const nodes = [node, ...reads.filter(read => read !== node), ...(signature ? [signature.key] : [])];
  if (signature && (isExported(signature) || isNamedElsewhere(key, nodes, signature))) return null;
  const edits = nodes.map(each =>
    each === signature?.key ? renamingOfMember(each, attribute) : renaming(each, attribute),
  );
  if (edits.some(edit => edit === null)) return null;
  return fixer => edits.flatMap(edit => (edit ? ([edit(fixer)].flat() as TSESLint.RuleFix[]) : []));
}

function renamingOfMember(key: TSESTree.Node, attribute: string): TSESLint.ReportFixFunction {
  return fixer => fixer.replaceText(key, attribute);
}

/** What other files see of a type stays as it is. */
function isExported(member: TSESTree.Node): boolean {
  for (let at = member.parent; at; at = at.parent) if (at.type.startsWith('Export')) return true;
  return false;
}

/** Whether the file names a property like this in other places: they may be of the same type. */
function isNamedElsewhere(key: string, nodes: readonly TSESTree.Node[], inside: TSESTree.Node): boolean {
  let root: TSESTree.Node = inside;
  while (root.parent) root = root.parent;
  let isElsewhere = false;
  visit(root, at => {
    const name =
      at.type === 'Property' || at.type === 'TSPropertySignature'
        ? at.key
        : at.type === 'MemberExpression'
          ? at.property
          : undefined;
    const text = name?.type === 'Identifier' ? name.name : name?.type === 'Literal' ? name.value : undefined;
    if (name && text === key && !nodes.includes(name)) isElsewhere = true;
  });
  return isElsewhere;
}

function declaredBy({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  const at = parent?.type === 'TSAsExpression' || parent?.type === 'TSSatisfiesExpression' ? parent.parent : parent;
  return at?.type === 'VariableDeclarator' ? at.id : undefined;
}

/** `attributes.first_name` and `const { first_name } = attributes`: the name that is read. */
function readOf(identifier: TSESTree.Node, key: string): TSESTree.Node | undefined {
  const { parent } = identifier;
  if (parent?.type === 'MemberExpression' && parent.object === identifier)
    return staticName(parent) === key && !isAssigned(parent) ? parent.property : undefined;
  const pattern = parent?.type === 'VariableDeclarator' && parent.init === identifier ? parent.id : undefined;
  const found =
    pattern?.type === 'ObjectPattern'
      ? pattern.properties.find(each => each.type === 'Property' && staticName(each) === key)
      : undefined;
  return found?.type === 'Property' ? found.key : undefined;
}

function isAssigned(member: TSESTree.Node): boolean {
  return member.parent?.type === 'AssignmentExpression' && member.parent.left === member;
}

/** The key in its own quotes; a shorthand keeps its value. A key that is put together stays. */
function renaming(node: TSESTree.Node, attribute: string): TSESLint.ReportFixFunction | null {
  const isShorthand = node.parent?.type === 'Property' && node.parent.shorthand;
  if (isShorthand) return fixer => fixer.insertTextBefore(node, `${attribute}: `);
  if (node.type === 'Identifier') return isName(node) ? fixer => fixer.replaceText(node, attribute) : null;
  const isText = node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
  return isText ? fixer => fixer.replaceTextRange([node.range[0] + 1, node.range[1] - 1], attribute) : null;
}

function isName({ parent }: TSESTree.Identifier): boolean {
  return (parent.type === 'Property' || parent.type === 'MemberExpression') && !parent.computed;
}
