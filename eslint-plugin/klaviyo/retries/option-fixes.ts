import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importOf } from '../../edits/import-edit.ts';
import { insertFirst, removeProperty } from '../../edits/property-edit.ts';
import { unwrap } from '../../program/node.ts';
import { SDK_PACKAGE, isSdkModule } from '../../../src/vendors/klaviyo/sdk-release.ts';
import type { OptionMessage } from './option-problem.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

export const OPTION_FIXES = {
  useDefault: "Leave '{{option}}' out.",
  addStatus: 'Retry after 429 too.',
  useNumbers: 'Write the statuses as numbers.',
  useValue: "Write '{{option}}: {{value}}'.",
  addOption: "Give '{{option}}: {{value}}' too.",
  useRetryClass: "Pass 'new {{class}}(…)'.",
};

/** An edit with its title, for the suggestions of a report. */
export interface OptionFix {
  messageId: keyof typeof OPTION_FIXES;
  data: Record<string, string>;
  fix: TSESLint.ReportFixFunction;
}

/** What repairs one option where it is written, in the words of its problem; none where its value is made elsewhere. */
export function optionFixes(
  messageId: OptionMessage,
  option: string,
  key: TSESTree.Node | undefined,
  sourceCode: SourceCode,
): OptionFix[] {
  const property = key?.parent;
  const object = property?.parent;
  if (property?.type !== 'Property' || property.key !== key || object?.type !== 'ObjectExpression') return [];
  const value = unwrap(property.value);
  switch (messageId) {
    case 'switchedOff':
      return isWritten(value) ? [leaveOut(property, option, sourceCode)] : [];
    case 'unknownOption':
      return [leaveOut(property, option, sourceCode)];
    case 'without429':
      return value.type === 'ArrayExpression'
        ? [{ messageId: 'addStatus', data: {}, fix: insertFirst(value, '429', sourceCode) }]
        : [];
    case 'notNumbers':
      return [...inNumbers(value), leaveOut(property, option, sourceCode)];
    case 'inSeconds':
      return scaled(value, option, 1 / 1000);
    case 'inMilliseconds':
      return scaled(value, option, 1000);
    case 'pauseLost':
      return [added(object, 'startingDelay', '500', sourceCode)];
    case 'ignoredAlone':
      return [added(object, 'numOfAttempts', '3', sourceCode)];
  }
}

/** Takes `retry: 0` out of the options of a client. */
export function withoutRetry(key: TSESTree.Node, sourceCode: SourceCode): OptionFix[] {
  const isOption = key.parent?.type === 'Property' && key.parent.key === key && isWritten(unwrap(key.parent.value));
  return isOption && key.parent ? [leaveOut(key.parent, 'retry', sourceCode)] : [];
}

/** Makes the object of the SDK out of plain options. */
export function madeRetry(node: TSESTree.Node, name: string, sourceCode: SourceCode): OptionFix[] {
  const imported = importOf(sourceCode, { name, from: SDK_PACKAGE, isSame: isSdkModule });
  if (!imported) return [];
  const text = `new ${imported.name}(${sourceCode.getText(node)})`;
  const fix: OptionFix['fix'] = fixer => [...imported.edit(fixer), fixer.replaceText(node, text)];
  return [{ messageId: 'useRetryClass', data: { class: name }, fix }];
}

function isWritten(value: TSESTree.Node): boolean {
  return value.type === 'Literal' || value.type === 'ArrayExpression' || value.type === 'ObjectExpression';
}

function leaveOut(property: TSESTree.Node, option: string, sourceCode: SourceCode): OptionFix {
  return { messageId: 'useDefault', data: { option }, fix: removeProperty(property, sourceCode) };
}

function added(object: TSESTree.ObjectExpression, option: string, value: string, sourceCode: SourceCode): OptionFix {
  const fix = insertFirst(object, `${option}: ${value}`, sourceCode);
  return { messageId: 'addOption', data: { option, value }, fix };
}

function scaled(value: TSESTree.Node, option: string, factor: number): OptionFix[] {
  if (value.type !== 'Literal' || typeof value.value !== 'number') return [];
  const text = String(Math.round(value.value * factor * 1000) / 1000);
  return [{ messageId: 'useValue', data: { option, value: text }, fix: fixer => fixer.replaceText(value, text) }];
}

function inNumbers(value: TSESTree.Node): OptionFix[] {
  const texts = value.type === 'ArrayExpression' ? value.elements : [];
  const literals = texts.flatMap(text =>
    text?.type === 'Literal' && typeof text.value === 'string' && /^\d{3}$/.test(text.value) ? [text] : [],
  );
  if (literals.length === 0 || literals.length !== texts.length) return [];
  const fix: OptionFix['fix'] = fixer => literals.map(text => fixer.replaceText(text, text.value));
  return [{ messageId: 'useNumbers', data: {}, fix }];
}
