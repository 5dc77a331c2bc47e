import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findMethod } from '../../src/vendors/klaviyo/operations.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { staticName } from '../program/node.ts';
import type { UpgradeRule } from './create-upgrade-rule.ts';
import { literalProblems, type Problem } from './literal-problems.ts';
import { constantOf } from './payload-attributes.ts';
import { readProblems } from './read-problems.ts';
import type { CallFacts, TypeFacts } from './type-facts.ts';

type MessageId = 'arguments' | 'missing' | 'read' | 'option' | 'unknown' | 'value';
type Context = Readonly<TSESLint.RuleContext<MessageId, [TypeFacts?]>>;

const TYPESCRIPT = /\.[cm]?tsx?$/;

/** Reports what a TypeScript compiler would say of calls of the SDK under the types of the target of an upgrade. */
export const sdkTypes: UpgradeRule<MessageId, [TypeFacts?]> = {
  meta: {
    type: 'problem',
    docs: { description: 'Calls that do not fit the types of the target of an upgrade', severity: 'error' },
    messages: {
      arguments:
        "'{{name}}' of klaviyo-api {{version}} takes {{count}}, so this call does not compile. Look at its signature.",
      missing: "The types of klaviyo-api {{version}} need '{{name}}' here, so this does not compile. Add it.",
      read: "The answer has no '{{name}}' in the types of klaviyo-api {{version}}, so this does not compile. Read what takes its place.",
      option:
        "There is no option '{{name}}' in the types of klaviyo-api {{version}}, so this does not compile. Remove or rename it.",
      unknown:
        "There is no '{{name}}' here in the types of klaviyo-api {{version}}, so this does not compile. Remove it, or write what takes its place.",
      value:
        "'{{name}}' is none of the values in the types of klaviyo-api {{version}}, so this does not compile. Write one of them.",
    },
    schema: [{ type: 'object' }],
    defaultOptions: [],
  },
  create(context) {
    const [facts] = context.options;
    if (facts === undefined || !TYPESCRIPT.test(context.filename)) return {};
    const analysis = analyze(context);
    return {
      MemberExpression(node) {
        const [found, ...others] = analysis.sdkMethodNames(node, () => true);
        const { parent } = node;
        if (found === undefined || others.length > 0 || parent.type !== 'CallExpression' || parent.callee !== node)
          return;
        const { apiClass, method } = found;
        const name = findMethod(apiClass, method)?.sdk.method ?? method;
        const call = facts.calls[`${apiClass}.${name}`];
        if (call !== undefined) reportCall(parent, { name: method, call, facts }, context);
      },
    };
  },
};

interface Checked {
  name: string;
  call: CallFacts;
  facts: TypeFacts;
}

function reportCall(node: TSESTree.CallExpression, { name, call, facts }: Checked, context: Context): void {
  const { version } = facts;
  const report = (messageId: MessageId, { node: place, name: what }: Omit<Problem, 'kind'>): void =>
    context.report({ node: place, messageId, data: { name: what, version } });
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return;
  const count = node.arguments.length;
  if (count < call.least || count > call.most)
    context.report({ node: node.callee, messageId: 'arguments', data: { name, version, count: countOf(call) } });
  const body = call.body && node.arguments[call.body.index];
  if (body && call.body)
    for (const problem of bodyProblems(body, call.body.type, facts, context.sourceCode)) report(problem.kind, problem);
  const options = call.options && node.arguments[call.options.index];
  if (options?.type === 'ObjectExpression')
    for (const problem of optionProblems(options, call.options?.names ?? [])) report('option', problem);
  if (call.gives !== undefined)
    for (const problem of readProblems(node, call.gives, facts, context.sourceCode)) report('read', problem);
}

function countOf({ least, most }: CallFacts): string {
  if (least === most) return least === 1 ? 'one argument' : `${least} arguments`;
  return `${least} to ${most} arguments`;
}

/** A constant without a type of its own may have more than its type has, and what it lacks is seen where it is passed. */
function bodyProblems(
  node: TSESTree.Node,
  type: string,
  facts: TypeFacts,
  source: Readonly<TSESLint.SourceCode>,
): Problem[] {
  if (node.type !== 'Identifier') return literalProblems(node, type, facts);
  const value = constantOf(node, source);
  const declarator = value?.parent;
  if (value === undefined || declarator?.type !== 'VariableDeclarator') return [];
  if (declarator.id.type === 'Identifier' && declarator.id.typeAnnotation !== undefined)
    return literalProblems(value, type, facts, declarator.id);
  return literalProblems(value, type, facts)
    .filter(({ kind }) => kind === 'missing')
    .map(problem => ({ ...problem, node }));
}

function optionProblems({ properties }: TSESTree.ObjectExpression, names: readonly string[]): Problem[] {
  return properties.flatMap(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    return property.type !== 'Property' || name === undefined || names.includes(name)
      ? []
      : [{ kind: 'unknown' as const, node: property.key, name }];
  });
}
