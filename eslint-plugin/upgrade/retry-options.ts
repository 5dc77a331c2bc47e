import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Analysis, analyze } from '../klaviyo/analyze.ts';
import { moduleOf } from '../program/module.ts';
import { staticName } from '../program/node.ts';
import { alternativesOf } from '../values/value.ts';
import type { UpgradeRule } from './create-upgrade-rule.ts';
import { type ImportedName, importedName } from './imported-name.ts';

type MessageId = 'renamed' | 'options' | 'unseen';
type Context = Readonly<TSESLint.RuleContext<MessageId, []>>;

const OLD = 'RetryOptions';
const NEW = 'RetryWithExponentialBackoff';

/** Both count the first request. */
const RENAMED_OPTIONS: Readonly<Record<string, string>> = { numOfAttempts: 'numRetries' };
const DROPPED_OPTIONS: ReadonlySet<string> = new Set(['timeMultiple', 'startingDelay']);

/** Moves the retry options of 1–13 to those of 14 and later. Source: the sources of 13.0.0 and 14.0.0; 2026-11-21. */
export const retryOptions: UpgradeRule<MessageId, []> = {
  meta: {
    type: 'problem',
    docs: { description: 'Retry options that changed with release 14', severity: 'error' },
    fixable: 'code',
    messages: {
      renamed: "'RetryOptions' is gone since release 14. 'RetryWithExponentialBackoff' takes its place.",
      options:
        "Since release 14 'numRetries' counts the requests, and the delays are the SDK's own. Check that these suit the callers.",
      unseen:
        "Since release 14 retry options are 'numRetries', 'retryCodes' and 'maxInterval', and these options cannot be seen here. Rename them where they are made.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const rename = (node: TSESTree.Node): void => {
      const found = importedName(node, analysis);
      if (found?.name === OLD) reportName(found, node, context);
    };
    return {
      ImportSpecifier: rename,
      ExportSpecifier: rename,
      Property: rename,
      MemberExpression: rename,
      TSQualifiedName: rename,
      NewExpression: node => reportOptions(node, [OLD, NEW], 0, { analysis, context }),
      CallExpression: node => reportOptions(node, ['ConfigWrapper'], 1, { analysis, context }),
    };
  },
};

/** Renames what is imported, and each use of it where the file calls it by the old name. */
function reportName({ node }: ImportedName, parent: TSESTree.Node, context: Context): void {
  context.report({ node, messageId: 'renamed', fix: fixer => fixer.replaceText(node, renamedIn(node, parent)) });
  for (const variable of context.sourceCode.getDeclaredVariables?.(
    parent.type === 'Property' ? parent.parent.parent : parent,
  ) ?? []) {
    if (variable.name !== OLD) continue;
    for (const { identifier } of variable.references.filter(({ init }) => !init)) {
      context.report({
        node: identifier,
        messageId: 'renamed',
        fix: fixer => fixer.replaceText(identifier, renamedUse(identifier)),
      });
    }
  }
}

/** `export { RetryOptions } from` keeps the name that others import. */
function renamedIn(node: TSESTree.Node, parent: TSESTree.Node): string {
  const isShort =
    parent.type === 'ExportSpecifier' && parent.local.range[0] === parent.exported.range[0] && node === parent.local;
  return isShort ? `${NEW} as ${OLD}` : NEW;
}

function renamedUse(identifier: TSESTree.Node): string {
  const { parent } = identifier;
  if (parent?.type === 'Property' && parent.shorthand) return `${OLD}: ${NEW}`;
  return parent?.type === 'ExportSpecifier' ? renamedIn(parent.local, parent) : NEW;
}

/** Moves the options of `new RetryOptions(options)`, by its new name too where that is done already, or `ConfigWrapper(key, options)`. */
function reportOptions(
  node: TSESTree.NewExpression | TSESTree.CallExpression,
  names: readonly string[],
  index: number,
  { analysis, context }: { analysis: Analysis; context: Context },
): void {
  const argument = node.arguments[index];
  if (argument === undefined || !isOfSdk(node.callee, names, analysis)) return;
  const options = literalOf(argument, analysis);
  if (options === undefined) context.report({ node: argument, messageId: 'unseen' });
  else for (const property of options.properties) reportOption(property, context);
}

function isOfSdk(node: TSESTree.Node, names: readonly string[], analysis: Analysis): boolean {
  return alternativesOf(analysis.valueOf(node)).some(
    value => value.kind === 'external' && value.module === 'klaviyo-api' && names.includes(value.path.join('.')),
  );
}

/** Where all the options are written, if that is in this file. */
function literalOf(argument: TSESTree.Node, analysis: Analysis): TSESTree.ObjectExpression | undefined {
  const value = analysis.valueOf(argument);
  const node = value.kind === 'object' && !value.open ? value.node : undefined;
  return node?.type === 'ObjectExpression' && moduleOf(node) === analysis.module ? node : undefined;
}

function reportOption(property: TSESTree.ObjectLiteralElement, context: Context): void {
  const name = property.type === 'Property' ? staticName(property) : undefined;
  if (property.type !== 'Property' || name === undefined) return;
  const renamed = Object.hasOwn(RENAMED_OPTIONS, name) ? RENAMED_OPTIONS[name] : undefined;
  if (renamed !== undefined) {
    context.report({
      node: property.key,
      messageId: 'options',
      fix: fixer => fixer.replaceText(property.key, property.shorthand ? `${renamed}: ${name}` : renamed),
    });
  } else if (DROPPED_OPTIONS.has(name)) {
    context.report({
      node: property,
      messageId: 'options',
      fix: fixer => fixer.removeRange(withComma(property, context)),
    });
  }
}

/** A property with the comma that goes with it: the one behind it, or else the one before. */
function withComma(property: TSESTree.Property, { sourceCode }: Context): [number, number] {
  const before = sourceCode.getTokenBefore(property)!;
  const after = sourceCode.getTokenAfter(property)!;
  if (after.value === ',') return [before.range[1], after.range[1]];
  return [before.value === ',' ? before.range[0] : property.range[0], property.range[1]];
}
